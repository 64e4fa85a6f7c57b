"""Two records that were written otherwise than most: one by TIRTA, and one that its coachee had corrected."""

from dataclasses import dataclass, replace

from .talks import RATNA_TALKS, TalkText


@dataclass(frozen=True)
class Dispute:
    """What a record said at first, and what its coachee wrote to have it corrected."""

    first: TalkText
    objection: str


TIRTA_TALK = TalkText(
    "Dua anggota tim sudah memilih tugasnya sendiri; saya ingin membahas dua yang masih menunggu ditunjuk.",
    "Menemukan cara mengajak anggota yang pendiam memilih tugas tanpa merasa didorong.",
    "Yang menolong: papan tugas terbaca semua orang. Yang menghambat: di rapat besar dua orang memilih diam.",
    "Bercakap berdua sebelum rapat; menawarkan tugas kecil berpasangan; membuka papan tugas sehari lebih awal.",
    "Saya bercakap dengan keduanya sebelum Jumat dan membuka papan tugas hari Rabu; hasilnya kami tengok bersama.",
    "Anda tidak lagi mencari siapa yang salah, tetapi syarat apa yang membuat orang berani memilih. Pertahankan.",
    (("Bercakap berdua dengan anggota tim yang belum memilih tugas", "coachee", 9),),
    "Beri ruang untuk hening; jawabannya sering datang di kalimat kedua.",
    "Ternyata yang saya kira tidak berminat hanya butuh ditanya lebih dulu.",
    method="tirta",
)
RATNA_DISPUTE = Dispute(
    replace(
        RATNA_TALKS[1],
        will="Menyusun lembar ringkasan dan memaparkannya sendiri di rapat pimpinan pekan depan.",
        steps=(
            ("Susun ringkasan satu lembar untuk paparan standar jabatan", "coachee", 24),
            ("Paparkan ringkasan itu di rapat pimpinan", "coachee", 7),
        ),
    ),
    "Rapat pimpinan belum kami sepakati. Yang saya pilih: menguji lembarnya pada satu rekan dulu, dan contoh "
    "ringkasan dari coach.",
)
