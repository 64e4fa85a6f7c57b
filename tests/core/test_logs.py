import logging

from bkn_portal.core.logs import DiscreetFormatter


def line(message: str, *args: object) -> str:
    record = logging.LogRecord("bkn_portal", logging.ERROR, __file__, 1, message, args, None)
    return DiscreetFormatter("%(levelname)s %(message)s").format(record)


def test_log_line_with_nip_hides_it():
    assert line("no account for %s", "199203142018012001") == "ERROR no account for (NIP)"


def test_log_line_with_grouped_nip_hides_it():
    assert line("19920314 201801 2 001 left") == "ERROR (NIP) left"


def test_log_line_with_database_detail_hides_the_row():
    refused = 'new row violates check constraint "x"\nDETAIL:  Failing row contains (7, secret words).\nend'
    assert line(refused) == 'ERROR new row violates check constraint "x"\nDETAIL: (hidden)\nend'


def test_log_line_with_longer_number_keeps_it():
    assert line("took 1234567890123456789 ns") == "ERROR took 1234567890123456789 ns"
