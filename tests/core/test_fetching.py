"""What an address typed by a person may make the portal do: nothing but read a public page, quickly."""

import time
import traceback
from ipaddress import ip_address

import pytest

from bkn_portal.core.fetching import FetchError, FetchFault, Reach, check, fetch, is_public, reach

LOOPBACK = ("127.0.0.0/8",)
PUBLIC = ["8.8.8.8", "103.123.4.5", "2606:4700::1111", "2001:4860:4860::8888", "2400:cb00::1"]
OURS = [
    "0.0.0.1", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
    "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.5", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1",
    "::ffff:8.8.8.8", "::ffff:10.0.0.1", "64:ff9b::808:808", "64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "2001::1",
    "2001:20::1", "2001:db8::1", "2002:a00:1::1", "3fff::1", "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1",
    "fec0::1", "ff02::1", "ff0e::1",
]  # fmt: skip


@pytest.fixture
def near(site):
    """Reach of a test: this machine, the server's port, and its authority."""
    return Reach(networks=LOOPBACK, ports=(443, site.port), ca_file=site.ca_file, seconds=5)


def _fault(address, within, **kwargs):
    with pytest.raises(FetchError) as caught:
        fetch(address, within=within, **kwargs)
    return caught.value.fault


@pytest.mark.parametrize("text", PUBLIC)
def test_address_of_the_internet_is_public(text):
    assert is_public(ip_address(text)) is True


@pytest.mark.parametrize("text", OURS)
def test_address_of_a_network_or_a_detour_is_not_public(text):
    assert is_public(ip_address(text)) is False


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/a.ics", "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "example.org",
        "https://", "https:///x", "https://example.org:8443/", "https://example.org:80/", "https://example.org:99999/",
        "https://user:word@example.org/", "https://user@example.org/", "https://example.org@10.0.0.1/",
        "https://exa mple.org/", "https://example.org/\r\nX: y", "https://example.org\\@10.0.0.1/", "https://[::1/",
        "https://example.org/\t", "https://" + "a" * 300 + ".org/", "https://ex..ample.org/",
    ],
)  # fmt: skip
def test_address_that_is_no_plain_https_is_refused_before_anything_is_looked_up(address):
    with pytest.raises(FetchError) as caught:
        check(address, within=Reach())
    assert caught.value.fault == FetchFault.NOT_ALLOWED


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "LOCALHOST.", "db.localhost", "2130706433", "0x7f.1", "127.1", "0", "10.1.2.3",
        "192.168.1.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "[fd12:3456::1]", "[fe80::1%25eth0]",
    ],
)  # fmt: skip
def test_host_that_spells_out_an_internal_address_is_refused_before_anything_is_looked_up(host):
    with pytest.raises(FetchError) as caught:
        check(f"https://{host}/a.ics", within=Reach())
    assert (caught.value.fault, caught.value.part) == (FetchFault.NOT_ALLOWED, "host")


@pytest.mark.parametrize(
    "host", ["example.org", "8.8.8.8", "[2606:4700::1111]", "local", "notlocalhost", "10.example.org"]
)
def test_host_that_has_to_be_looked_up_or_is_public_passes_the_first_check(host):
    check(f"https://{host}/a.ics", within=Reach())


def test_internal_address_that_the_agency_allows_passes_the_first_check():
    check("https://10.1.2.3/a.ics", within=Reach(networks=("10.0.0.0/8",)))
    check("https://localhost/a.ics", within=Reach(networks=LOOPBACK))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0"]
)
def test_fetch_of_this_machine_under_any_name_is_refused_without_connecting(site, host):
    site.serve("/", b"secret")
    assert _fault(site.address(host=host), Reach(ports=(site.port,), ca_file=site.ca_file)) == FetchFault.NOT_ALLOWED
    assert site.asked == []


def test_port_that_is_not_read_from_is_named_as_the_fault():
    with pytest.raises(FetchError) as caught:
        check("https://example.org:8443/", within=Reach())
    assert caught.value.part == "port"


def test_fetch_gives_content_and_headers_and_sends_no_more_than_it_must(site, near, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    site.serve("/kal%20ender.ics?token=x%3Dy", b"BEGIN", ETag='"v1"')
    answer = fetch(site.address("/kal%20ender.ics?token=x%3Dy#part"), within=near)
    assert (answer.content, answer.headers["etag"], answer.is_new) == (b"BEGIN", '"v1"', True)
    assert site.asked[0][1].keys() == {"host", "user-agent", "accept-encoding", "connection"}
    assert site.asked[0][1]["accept-encoding"] == "identity"


def test_fetch_with_a_condition_says_that_nothing_is_new(site, near):
    site.serve("/", status=304)
    answer = fetch(site.address(), within=near, headers={"If-None-Match": '"v1"'})
    assert (answer.is_new, answer.content, site.asked[0][1]["if-none-match"]) == (False, b"", '"v1"')


def test_fetch_follows_three_redirects_and_no_more(site, near):
    for step in range(4):
        site.serve(f"/{step}", status=302, Location=f"/{step + 1}")
    site.serve("/4", b"end")
    assert fetch(site.address("/1"), within=near).content == b"end"
    assert _fault(site.address("/0"), near) == FetchFault.REFUSED
    assert [path for path, _headers in site.asked[4:]] == ["/0", "/1", "/2", "/3"]


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("http://127.0.0.1/", FetchFault.NOT_ALLOWED),
        ("https://10.0.0.1/", FetchFault.NOT_ALLOWED),
        ("https://169.254.169.254/latest/meta-data/", FetchFault.NOT_ALLOWED),
        ("https://[::1]/", FetchFault.NOT_ALLOWED),
        ("https://127.0.0.1:22/", FetchFault.NOT_ALLOWED),
        ("https://a:b@127.0.0.1/", FetchFault.NOT_ALLOWED),
        ("file:///etc/passwd", FetchFault.NOT_ALLOWED),
        ("", FetchFault.REFUSED),
    ],
)
def test_redirect_is_checked_like_an_address(site, near, target, fault):
    site.serve("/", status=301, Location=target)
    assert _fault(site.address(), near) == fault


@pytest.mark.parametrize("status", [401, 403, 404, 410, 500, 204, 206])
def test_fetch_of_anything_but_a_whole_answer_is_refused(site, near, status):
    site.serve("/", status=status)
    assert _fault(site.address(), near) == FetchFault.REFUSED


def test_fetch_of_too_much_stops_reading(site, near):
    small = Reach(**{**vars(near), "size": 1000})
    site.serve("/", b"x" * 1001)
    site.serve("/fits", b"x" * 1000)
    assert _fault(site.address(), small) == FetchFault.TOO_LARGE
    assert len(fetch(site.address("/fits"), within=small).content) == 1000


def test_fetch_of_endless_chunks_stops_reading(site, near):
    def reply(handler):
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        while True:
            handler.wfile.write(b"400\r\n" + b"x" * 1024 + b"\r\n")

    site.replies["/"] = reply
    assert _fault(site.address(), Reach(**{**vars(near), "size": 100_000})) == FetchFault.TOO_LARGE


def test_fetch_of_something_compressed_is_refused(site, near):
    site.serve("/", b"\x1f\x8b", Content_Encoding="gzip")
    assert _fault(site.address(), near) == FetchFault.UNREADABLE


def test_fetch_of_an_answer_that_was_cut_off_is_refused(site, near):
    site.serve("/", b"BEGIN", Content_Length="500")
    assert _fault(site.address(), near) == FetchFault.UNREACHABLE


@pytest.mark.parametrize("begin", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"])
def test_fetch_of_an_answer_that_drips_ends_in_time(site, near, begin):
    def drip(handler):
        handler.wfile.write(begin)
        for _each in range(60):
            handler.wfile.write(b"X")
            time.sleep(0.05)

    site.replies["/"] = drip
    began = time.monotonic()
    assert _fault(site.address(), Reach(**{**vars(near), "seconds": 0.4})) == FetchFault.TOO_SLOW
    assert time.monotonic() - began < 1.5


def test_fetch_of_a_host_that_nobody_vouches_for_is_refused(site, near):
    site.serve("/", b"x")
    assert _fault(site.address(), Reach(networks=LOOPBACK, ports=(site.port,))) == FetchFault.UNTRUSTED
    assert _fault(site.address(host="127.0.0.2"), near) == FetchFault.UNREACHABLE
    other = Reach(**{**vars(near), "networks": (*LOOPBACK, "::1/128")})
    assert _fault(site.address(host="localhost"), other) == FetchFault.UNTRUSTED
    assert site.asked == []


def test_fetch_of_nonsense_that_is_no_http_is_refused(site, near):
    site.replies["/"] = lambda handler: handler.wfile.write(b"220 mail.example ESMTP\r\n")
    assert _fault(site.address(), near) == FetchFault.UNREACHABLE


def test_fault_tells_nothing_of_the_address(site, near):
    secret = "raha" + "sia"
    site.serve(f"/{secret}", status=404)
    for address, fault in ((site.address(f"/{secret}"), "refused"), (f"https://{secret}..id/", "not_allowed")):
        with pytest.raises(FetchError, match=fault) as caught:
            fetch(address, within=near)
        assert secret not in "".join(traceback.format_exception(caught.value))


def test_reach_of_the_portal_is_the_public_internet_by_https(settings):
    assert reach() == Reach(networks=(), ports=(443,), ca_file="", seconds=10, size=2_097_152, redirects=3)
    settings.FETCH_NETWORKS, settings.FETCH_PORTS = ["10.20.0.0/16"], [443, 8443]
    assert (reach().networks, reach().ports) == (("10.20.0.0/16",), (443, 8443))
