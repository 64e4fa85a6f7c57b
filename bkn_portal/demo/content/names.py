"""Names from many regions of Indonesia, joined at random: nobody in the demo is a real person."""

from random import Random
from typing import NamedTuple


class NamePool(NamedTuple):
    """Given names and second names or family names of a region, by sex."""

    men: tuple[str, ...]
    men_second: tuple[str, ...]
    women: tuple[str, ...]
    women_second: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _clan(men: str, women: str, families: str) -> NamePool:
    return NamePool(_words(men), _words(families), _words(women), _words(families))


POOLS = {
    "jawa": NamePool(
        _words("Agus Bambang Danang Eko Gunawan Hendro Joko Kuncoro Mulyono Nugroho Prasetyo Rudi Slamet Wahyu Yoga"),
        _words("Santosa Wibowo Hadiwijaya Purnomo Setiawan Raharjo Susilo Pamungkas Adiputra Sasongko Utomo"),
        _words("Ambar Dwi Endah Fitri Galuh Indah Kartika Lestari Ningrum Puspita Retno Sekar Tri Wulan Yuni"),
        _words("Wulandari Rahayu Handayani Pratiwi Astuti Kusumawati Setyorini Maharani Hapsari Utami"),
    ),
    "sunda": NamePool(
        _words("Asep Cecep Dadan Deden Encep Ganjar Iwan Jajang Kosasih Maman Rizki Tatang Ujang Yudi"),
        _words("Hidayat Permana Sutisna Kurniawan Suryana Ramdani Gumilar Nugraha Firmansyah Saepudin"),
        _words("Ai Dede Eneng Euis Imas Kania Lilis Neng Nining Rina Siska Tita Wida Yanti"),
        _words("Rosmiati Nurjanah Komalasari Marlina Nuraeni Sumiati Fatimah Purnamasari Rohaeti"),
    ),
    "batak": _clan(
        "Binsar Daniel Freddy Hotman Jonathan Lamhot Marihot Parlin Rikardo Sahat Togar Victor",
        "Debora Elfrida Grace Herlina Juliana Lasma Marintan Novita Rotua Sondang Tiurma Uli",
        "Simanjuntak Situmorang Nababan Hutagalung Sinaga Tampubolon Siregar Panjaitan Purba Ginting",
    ),
    "melayu": NamePool(
        _words("Ahmad Fauzi Hendra Iqbal Khairul Muhammad Ridwan Syahrul Taufik Zulkifli Fadli Rahmat"),
        _words("Akbar Fikri Hamdani Syahputra Zulfikar Ramadhan Effendi Saputra Alamsyah Rasyid"),
        _words("Aisyah Desi Fitria Hasnah Laila Mardiana Nurul Rahma Suryani Wirda Yusra Zahara"),
        _words("Ramadhani Hasibah Azzahra Safitri Rahmadani Yuliani Marwah Afriyanti Oktavia"),
    ),
    "aceh": NamePool(
        _words("Cut Fajri Ibnu Mahdi Muzakir Nasruddin Safwan Teuku Yusri Zainal"),
        _words("Abdullah Ibrahim Usman Sulaiman Ishak Daud Husin Ilyas"),
        _words("Cut Dara Fauziah Intan Maulida Nurlaila Putroe Rauzah Safrina Zuhra"),
        _words("Rahmi Nurhaliza Mutia Humaira Aulia Nadhira"),
    ),
    "banjar": NamePool(
        _words("Abdul Gazali Hairani Jumadi Kaspul Noor Rusdi Saidi Supian Yamani"),
        _words("Rahman Hakim Anwar Fahmi Ilmi Maulana Arsyad Hadi"),
        _words("Hayati Jamilah Karmila Masliani Norlaila Raudah Siti Sri Wardah"),
        _words("Hafsah Noorhayati Rusmini Munawarah Kamaliah Salamah"),
    ),
    "bugis": NamePool(
        _words("Amiruddin Baso Darwis Hamka Ilham Jufri Muslimin Rustam Syamsul Tahir"),
        _words("Mappasessu Makkawaru Paliwang Daeng Mattalatta Pawennari Tenriajeng Massara"),
        _words("Andi Besse Fatmawati Hasriani Jumriati Kurnia Mira Nurhikmah Rosdiana Suriani"),
        _words("Tenriola Batari Mallombasi Rahmaniar Padauleng Tenribali Lolo"),
    ),
    "minahasa": _clan(
        "Alfrets Berty Denny Feiby Jefry Marcel Noldy Ronny Stevi Wempie",
        "Angelina Christin Deisy Fonny Jeane Maria Nancy Olivia Stella Vonny",
        "Mandagi Rumengan Lumintang Kalalo Wowor Pangkey Tumbel Sondakh Mokalu Rawung",
    ),
    "bali": NamePool(
        _words("Gede Kadek Ketut Komang Made Nyoman Putu Wayan Agung"),
        _words("Adnyana Sudarma Wirawan Suardika Mahendra Artawan Budiasa Pradnyana Suastika"),
        _words("Ayu Kadek Ketut Komang Luh Made Nyoman Putu Wayan"),
        _words("Suryantari Widiastuti Parwati Laksmidewi Puspayanti Darmayanti Sukerti"),
    ),
    "papua": _clan(
        "Albert Benyamin Daud Elias Frans Hans Isak Lukas Markus Nikolas Soleman Yulius",
        "Agustina Bertha Dorkas Elisabet Fransina Martha Novela Ruth Selfina Yohana",
        "Wanggai Rumbiak Kambuaya Waromi Mandacan Yoku Wenda Mofu Krey Sroyer Ayomi Imbiri",
    ),
    "nusa": _clan(
        "Anselmus Bernadus Dominggus Gregorius Kornelis Lalu Petrus Stefanus Yakobus",
        "Baiq Emilia Fransiska Katarina Lusia Margareta Sofia Theresia Yosefina",
        "Lewotobi Seran Nahak Tnunay Keraf Bria Lamalera Tefa Manehat",
    ),
    "maluku": _clan(
        "Abraham Chris Johanis Leonard Mozes Pieter Semuel Welem",
        "Ance Corneli Elsina Johana Mersy Paulina Sarah Wilhelmina",
        "Latuconsina Pattinama Tuhumury Sahetapy Leiwakabessy Manuhutu Hehanussa Rehatta",
    ),
}


def pick_name(rng: Random, home: str, *, woman: bool) -> str:
    """A name; most people of a regional office carry names of its region, people of the centre come from all over."""
    region = home if home and rng.random() < 0.7 else rng.choice(tuple(POOLS))
    pool = POOLS[region]
    given, second = (pool.women, pool.women_second) if woman else (pool.men, pool.men_second)
    return f"{rng.choice(given)} {rng.choice(second)}"
