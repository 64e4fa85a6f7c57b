"""What the two of a completed coaching wrote at its end."""

EVIDENCE = {
    "communication": "Dua nota terakhir langsung diputuskan, dan rekan lebih mudah mengikuti usul saya di rapat.",
    "decisions": "Keputusan yang dulu saya tunda kini saya ambil dalam dua hari, dengan alasan yang jelas.",
    "team": "Percakapan rutin sudah berjalan dengan semua anggota, dan dua orang meminta tugas baru sendiri.",
    "data_analysis": "Laporan bulan ini saya susun sendiri dari data mentah sampai kesimpulan, tanpa perbaikan angka.",
    "software": "Verifikasi satu berkas kini rata-rata 13 menit, dan langkah yang sama dipakai dua kantor regional.",
    "research": "Telaah sudah dibahas di forum kajian, dan kedua tanggapan tertulis sudah saya jawab.",
    "wellbeing": "Sebulan ini saya pulang tepat waktu paling sedikit tiga hari sepekan, dan tidur lebih nyenyak.",
}
EVIDENCE_OF_ANOTHER = "Permintaan yang datang bersamaan kini diurutkan dengan aturan yang sama oleh seluruh tim."
SHOWN_BY = ("Notula rapat dan kata rekan satu tim", "Lembar aturan prioritas di ruang kerja tim")
COACHEE_THANKS = "Terima kasih atas kesabaran dan pertanyaannya. Banyak hal yang kini saya lihat lebih jernih."
COACH_THANKS = "Terima kasih atas keterbukaan dan ketekunannya. Saya ikut belajar dari cara Anda bekerja."
