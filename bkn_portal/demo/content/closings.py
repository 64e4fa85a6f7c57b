"""What the two of a completed coaching wrote at its end."""

EVIDENCE = (
    "Tiga rapat terakhir selesai tepat waktu dengan keputusan tertulis, dan dua rekan memakai lembar yang sama.",
    "Laporan bulan ini saya susun sendiri dari data mentah sampai kesimpulan, tanpa perbaikan dari pimpinan.",
    "Keputusan yang dulu saya tunda kini saya ambil dalam dua hari, dengan alasan yang dapat saya jelaskan.",
)
COACHEE_THANKS = "Terima kasih atas kesabaran dan pertanyaannya. Banyak hal yang kini saya lihat lebih jernih."
COACH_THANKS = "Terima kasih atas keterbukaan dan ketekunannya. Saya ikut belajar dari cara Anda bekerja."
