import socket

import pytest

from bkn_portal.serve import port_fault


@pytest.mark.parametrize("text", ["abc", "", "0", "80000", "-1", "8_000", "٨٠٠٠", "9" * 5000])
def test_port_that_is_none_is_told_in_words(text):
    assert port_fault(text) == f"PORT is “{text}”, but a port is a number from 1 to 65535: PORT=8123 make run"


def test_port_of_another_program_is_told_to_be_taken():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        assert port_fault(port) == (
            f"Port {port} is taken. Perhaps the portal runs already; if not, choose another: PORT=8123 make run"
        )


def test_free_port_has_no_fault():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = str(other.getsockname()[1])
    assert port_fault(port) == ""
