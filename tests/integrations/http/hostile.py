"""Addresses that lead inside: as they are written, or as their names are looked up."""

from __future__ import annotations

# A port of {port} is allowed in the tests, so that only what an address leads to is wrong with it.
NUMBERS = [
    *("127.0.0.1", "127.0.0.2", "127.255.255.254", "127.1", "127.0.1", "2130706433", "0x7f000001"),
    *("0x7f.1", "0177.0.0.1", "0177.0.1", "017700000001", "0x7f.0x0.0x0.0x1", "127.0.0.01"),
    *("0", "0.0.0.0", "00.0.0.0", "1.0", "0x0", "127.0.0.1.", "127。0。0。1", "127．0．0．1"),
    *("１２７.0.0.1", "①②⑦.0.0.1", "%31%32%37.0.0.1", "127%2e0%2e0%2e1", "127.0.0.1%00.example"),
    *("10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1", "198.18.0.1"),
    *("169.254.169.254", "2852039166", "0xa9fea9fe", "169.254.0.1", "100.100.100.200"),
    *("168.63.129.16", "192.0.0.192", "192.0.2.1", "192.88.99.1", "203.0.113.7", "224.0.0.1"),
    *("239.255.255.250", "240.0.0.1", "255.255.255.255", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]"),
    *("[0000::0001]", "[::127.0.0.1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:0:0]"),
    *("[0:0:0:0:0:ffff:127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::a9fe:a9fe]"),
    *("[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2002:a9fe:a9fe::1]", "[2001:0:7f00:1::]"),
    *("[fe80::1]", "[fe80::1%25lo]", "[fe80::1%lo]", "[::1%25lo]", "[fec0::1]", "[fc00::1]"),
    *("[fd00:ec2::254]", "[ff02::1]", "[2001:db8::1]", "[100::1]", "[3fff::1]"),
]
NAMES = {
    "loop.example": ["127.0.0.1"],
    "six.example": ["::1"],
    "both.example": ["127.0.0.1", "::1"],
    "one-of-two.example": ["8.8.8.8", "127.0.0.1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "translated.example": ["64:ff9b::7f00:1"],
    "zone.example": ["fe80::1%lo"],
    "metadata.example": ["169.254.169.254"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
    "nothing-but.example": ["0.0.0.0"],
    "localhost": ["127.0.0.1", "::1"],
    "LOCALHOST": ["127.0.0.1"],
    "localhost.": ["127.0.0.1"],
    "app.localhost": ["127.0.0.1"],
    "ip6-localhost": ["::1"],
    "metadata.google.internal": ["169.254.169.254"],
    "printer.local": ["127.0.0.1"],
    "intranet": ["127.0.0.1"],
}
SHAPES = [
    "http://loop.example:{port}/",
    "http://127.0.0.1:{port}/",
    "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/_GET",
    "file:///etc/passwd",
    "unix:///var/run/docker.sock",
    "javascript:alert(1)",
    "//127.0.0.1:{port}/",
    "127.0.0.1:{port}",
    "https:127.0.0.1:{port}",
    "https:///127.0.0.1:{port}/",
    "https:\\\\127.0.0.1:{port}\\",
    "https://example.com@127.0.0.1:{port}/",
    "https://example.com:443@127.0.0.1:{port}/",
    "https://example.com%40@127.0.0.1:{port}/",
    "https://@127.0.0.1:{port}/",
    "https://127.0.0.1:{port}\\@example.com/",
    "https://example.com\\@127.0.0.1:{port}/",
    "https://127.0.0.1:{port}#@example.com/",
    "https://127.0.0.1:{port}?@example.com/",
    "https://127.0.0.1:{port}/\r\nX-Injected: 1",
    "https://loop.example\r\n:{port}/",
    "https://loop.example\t:{port}/",
    "https://loop example:{port}/",
    "https://loop.example:{port}:443/",
    "https://loop.example:0/",
    "https://loop.example:22/",
    "https://loop.example:99999/",
    "https://loop.example:-1/",
    "https://[::1:{port}/",
    "https://[]:{port}/",
    "https://:{port}/",
    "https://-loop.example:{port}/",
    "https://loop..example:{port}/",
    "https://127.0.0.1:{port}/" + "a" * 3000,
]


def hostile(port: int) -> list[str]:
    hosts = [f"https://{host}:{port}/" for host in (*NUMBERS, *NAMES)]
    return [*hosts, *(shape.format(port=port) for shape in SHAPES)]
