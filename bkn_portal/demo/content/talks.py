"""The words of the demo's coaching: goals and talks, all made up, none about a real person."""

from dataclasses import dataclass


@dataclass(frozen=True)
class GoalText:
    """A goal and its sign of success; `competency` is a code of the dictionary, wanted at `level`, or empty."""

    statement: str
    sign: str
    competency: str = ""
    level: int = 3


@dataclass(frozen=True)
class TalkText:
    """One session in words. `steps` are (what, "coachee" or "coach", days until due); `method` is grow or tirta."""

    agenda: str
    goal: str
    reality: str
    options: str
    will: str
    feedback: str
    steps: tuple[tuple[str, str, int], ...]
    note: str
    reflection: str
    method: str = "grow"


RATNA_GOAL = GoalText(
    "Memaparkan hasil analisis jabatan dengan tenang dan jelas",
    "Dua paparan berturut-turut selesai tepat waktu, dan peserta dapat menyebutkan kembali usul utamanya.",
    "komunikasi",
    level=2,
)
RATNA_TALKS = (
    TalkText(
        "Saya gugup setiap kali memaparkan hasil kerja di depan pejabat. Saya ingin tahu harus mulai dari mana.",
        "Menemukan satu kebiasaan kecil yang membuat pembukaan paparan terasa aman.",
        "Tiga menit pertama selalu terburu-buru; setelah ada pertanyaan pertama justru lancar.",
        "Menulis kalimat pembuka; berlatih dengan rekan satu tim; meminta pertanyaan sejak awal.",
        "Membuka paparan hari Kamis dengan satu pertanyaan kepada peserta, bukan dengan latar belakang.",
        "Anda menguasai bahannya lebih dari yang Anda kira. Begitu peserta bertanya, Anda berbicara seperti sedang "
        "membantu rekan. Bawa nada itu ke menit pertama.",
        (("Tulis dan latih satu kalimat pembuka berupa pertanyaan", "coachee", 6),),
        "Percaya diri tumbuh bila percakapan dua arah. Jangan beri contoh naskah; biarkan ia menemukan kata sendiri.",
        "Saya baru sadar bahwa saya tidak takut pada orangnya, melainkan pada kesunyian sebelum ada yang bertanya.",
    ),
    TalkText(
        "Paparan Kamis berjalan baik, tetapi angkanya terlalu banyak. Saya ingin belajar memilih.",
        "Memilih tiga hal yang harus diingat peserta dari satu naskah analisis.",
        "Naskah terakhir berisi dua puluh dua tabel; pejabat hanya menanyakan dua di antaranya.",
        "Satu lembar ringkasan; tabel lengkap sebagai lampiran; meminta rekan menceritakan ulang.",
        "Menyusun lembar ringkasan untuk paparan standar jabatan dan mengujinya pada satu rekan.",
        "Keputusan Anda memindahkan tabel ke lampiran itu berani dan tepat. Perhatikan sekarang: judul tiap bagian "
        "sebaiknya sudah berupa jawaban.",
        (
            ("Susun ringkasan satu lembar untuk paparan standar jabatan", "coachee", 24),
            ("Kirim dua contoh ringkasan yang pernah dipakai di Pusbang", "coach", 4),
        ),
        "Sudah berani menghapus. Sesi berikut: cara menutup, dan menerima pertanyaan yang tidak terduga.",
        "Rekan saya bisa menceritakan ulang ketiga pesan itu tanpa melihat lembarnya. Rasanya ringan.",
    ),
)

GOALS: dict[str, tuple[GoalText, ...]] = {
    "communication": (
        GoalText(
            "Menulis nota dinas yang langsung dapat diputuskan pimpinan",
            "Tiga nota berturut-turut disetujui tanpa permintaan penjelasan tambahan.",
            "komunikasi",
        ),
        GoalText(
            "Menyampaikan ketidaksetujuan di rapat tanpa membuat suasana kaku",
            "Pendapat saya tercatat di dua rapat dan rekan tetap nyaman berdiskusi sesudahnya.",
            "komunikasi",
        ),
    ),
    "decisions": (
        GoalText(
            "Memutuskan prioritas layanan ketika permintaan datang bersamaan",
            "Ada aturan prioritas yang dipakai tim selama satu bulan penuh.",
            "pengambilan-keputusan",
        ),
        GoalText(
            "Menimbang risiko sebelum mengusulkan perubahan prosedur",
            "Dua usulan dilengkapi tabel risiko yang dibahas bersama kepala bidang.",
            "pengambilan-keputusan",
        ),
    ),
    "team": (
        GoalText(
            "Membagi pekerjaan sesuai kekuatan anggota tim",
            "Setiap anggota dapat menyebutkan satu tugas yang membuatnya berkembang.",
            "kerja-sama",
        ),
        GoalText(
            "Memberi umpan balik kepada anggota tim secara rutin dan tidak menghakimi",
            "Percakapan dua mingguan berjalan dengan empat anggota selama dua bulan.",
            "pengembangan-diri-dan-orang-lain",
        ),
    ),
    "data_analysis": (
        GoalText(
            "Menyajikan data kenaikan pangkat yang bisa dipercaya pimpinan unit",
            "Laporan bulanan terbit tanpa perbaikan angka selama dua bulan.",
            "analisis-data",
        ),
        GoalText(
            "Membaca pola keterlambatan berkas pensiun dari data layanan",
            "Dua penyebab utama ditunjukkan dengan grafik dan ditindaklanjuti.",
            "analisis-data",
        ),
    ),
    "software": (
        GoalText(
            "Merapikan alur verifikasi berkas di aplikasi layanan kantor regional",
            "Waktu verifikasi satu berkas turun dari 20 menjadi 12 menit.",
            "pelayanan-kepegawaian-digital",
        ),
    ),
    "research": (
        GoalText(
            "Menyelesaikan telaah pola karier jabatan fungsional",
            "Telaah dibahas dalam forum kajian dan memperoleh dua tanggapan tertulis.",
            "penulisan-telaah",
        ),
    ),
    "wellbeing": (
        GoalText(
            "Menjaga tenaga selama masa puncak seleksi",
            "Pulang tepat waktu tiga hari dalam sepekan selama sebulan.",
        ),
    ),
}

TALKS: dict[str, tuple[TalkText, ...]] = {
    "leadership": (
        TalkText(
            "Saya ingin membahas kejadian pekan lalu yang masih mengganjal.",
            "Memahami apa yang sebenarnya terjadi dan apa yang berada dalam kendali saya.",
            "Pembagian tugas dibicarakan lisan; dua orang menangkapnya berbeda.",
            "Menuliskan kesepakatan; bertanya ulang; menunda keputusan sampai semua hadir.",
            "Menutup setiap pembagian tugas dengan pertanyaan: apa yang akan Anda kerjakan lebih dulu?",
            "Anda menceritakan kejadian itu dengan jujur dan tanpa menyalahkan siapa pun. Itu modal untuk memimpin.",
            (("Coba pertanyaan penutup pada dua rapat tim", "coachee", 8),),
            "Cenderung memikul semuanya sendiri. Tanyakan lagi siapa yang bisa diajak.",
            "Pertanyaan sederhana itu mengubah suasana; orang jadi berani bilang belum paham.",
        ),
        TalkText(
            "Hasil percobaan dua pekan ini dan satu hal yang belum berhasil.",
            "Menentukan apa yang diteruskan dan apa yang dilepas.",
            "Tiga dari empat percobaan berjalan; satu gagal karena waktunya tidak pas.",
            "Mengganti jam; mendelegasikan; menghentikan kegiatan yang tidak berdampak.",
            "Memindahkan percakapan tim ke Senin pagi selama satu bulan.",
            "Keberanian melepas yang tidak berdampak adalah keputusan juga. Rayakan yang sudah berjalan bersama tim.",
            (
                ("Pindahkan percakapan tim ke Senin pagi", "coachee", 7),
                ("Hubungkan dengan rekan yang pernah mencoba hal serupa", "coach", 5),
            ),
            "Mulai melihat pola sendiri. Kurangi bertanya, lebih banyak diam.",
            "Saya belajar bahwa berhenti pun perlu direncanakan.",
        ),
        TalkText(
            "Saya ingin menengok kembali perjalanan ini dan menata langkah sesudahnya.",
            "Menamai kebiasaan yang ingin saya jaga tanpa pendampingan.",
            "Tim sudah berjalan dengan cara baru; saya sendiri masih mudah tergoda mengambil alih.",
            "Meminta rekan mengingatkan; menjadwalkan jeda berpikir; berbagi cara dengan kepala bagian lain.",
            "Menyisihkan lima belas menit setiap Jumat untuk menengok keputusan pekan itu.",
            "Anda kini bertanya sebelum menjawab, dan tim mulai menirunya. Percayai kebiasaan yang sudah tumbuh itu.",
            (("Sisihkan lima belas menit setiap Jumat untuk menengok keputusan", "coachee", 9),),
            "Siap dilepas. Ucapkan terima kasih, lalu biarkan ia yang menutup percakapan.",
            "Dulu saya menunggu arahan; sekarang saya tahu pertanyaan mana yang menolong saya.",
        ),
    ),
    "technical": (
        TalkText(
            "Saya membawa contoh berkas kerja yang ingin saya bedah bersama.",
            "Menemukan langkah yang paling sering menimbulkan kesalahan.",
            "Pemeriksaan dilakukan di akhir, sehingga kesalahan baru terlihat setelah laporan jadi.",
            "Memeriksa di tiap tahap; membuat daftar periksa; bertukar berkas dengan rekan.",
            "Membuat daftar periksa lima butir dan memakainya pada berkas pekan ini.",
            "Cara Anda menelusuri kesalahan sampai ke sumbernya sangat rapi. Ajak tim ikut membiasakannya.",
            (("Pakai daftar periksa lima butir pada berkas pekan ini", "coachee", 6),),
            "Teliti. Perlu didorong membagikan caranya kepada rekan.",
            "Saya menemukan bahwa sebagian besar kesalahan muncul dari satu kolom yang sama.",
        ),
        TalkText(
            "Daftar periksa sudah dipakai; saya ingin melihat hasilnya bersama.",
            "Memutuskan cara menjaga mutu tanpa menambah beban.",
            "Kesalahan turun setengahnya, tetapi daftar periksa dianggap merepotkan oleh rekan.",
            "Memotong daftar menjadi tiga butir; menyisipkannya ke lembar kerja; bergiliran memeriksa.",
            "Menyederhanakan daftar dan memperkenalkannya sendiri di rapat unit.",
            "Anda mendengarkan keberatan rekan lalu menyesuaikan, tanpa mengorbankan mutu. Pertahankan.",
            (("Perkenalkan daftar periksa yang lebih pendek di rapat unit", "coachee", 10),),
            "Siap berjalan sendiri. Tawarkan satu sesi penutup saja.",
            "Ternyata yang pendek lebih dipakai daripada yang lengkap.",
        ),
        TalkText(
            "Saya ingin menunjukkan hasil akhirnya dan bertanya apa yang masih bisa disederhanakan.",
            "Memastikan cara kerja baru tetap berjalan ketika saya sedang bertugas di luar.",
            "Dua rekan sudah memakainya; catatan langkahnya masih di kepala saya saja.",
            "Menulis panduan satu halaman; berpasangan saat bekerja; merekam contoh singkat.",
            "Menulis panduan satu halaman bersama rekan yang paling baru.",
            "Hasilnya bisa dipakai orang lain tanpa Anda di sampingnya. Itu ukuran mutu yang paling jujur.",
            (("Tulis panduan satu halaman bersama rekan", "coachee", 8),),
            "Tinggal menutup. Tanyakan kepada siapa ia ingin meneruskan cara ini.",
            "Menjelaskan kepada orang baru membuat saya melihat langkah yang tidak perlu.",
        ),
    ),
    "wellbeing": (
        TalkText(
            "Saya ingin bercerita dulu tanpa harus langsung mencari jalan keluar.",
            "Mengenali apa yang menguras dan apa yang memulihkan tenaga.",
            "Akhir-akhir ini sulit berhenti memikirkan pekerjaan pada malam hari.",
            "Batas waktu membuka pesan; jalan kaki sepulang kerja; berbagi jadwal piket.",
            "Tidak membuka pesan kantor setelah pukul 19.30 selama dua pekan.",
            "Terima kasih sudah percaya untuk bercerita. Langkah kecil yang Anda pilih sendiri itu sudah cukup.",
            (("Simpan telepon kantor di laci setelah pukul 19.30", "coachee", 14),),
            "Pantau dengan lembut; sampaikan bahwa layanan konseling tersedia bila diinginkan.",
            "Malam pertama terasa aneh, malam ketiga saya tidur lebih lelap.",
        ),
        TalkText(
            "Dua pekan ini lebih ringan; saya ingin tahu mengapa, supaya bisa diulang.",
            "Menemukan kebiasaan yang memulihkan dan menjaganya di hari yang padat.",
            "Jalan sore berhasil empat kali; pada hari rapat beruntun hilang sama sekali.",
            "Jeda sepuluh menit di antara rapat; makan siang tanpa layar; berbagi giliran piket.",
            "Memberi jeda sepuluh menit setelah dua rapat berturut-turut.",
            "Anda memperhatikan diri sendiri tanpa menghakimi. Itu keterampilan, dan Anda sedang melatihnya.",
            (("Beri jeda sepuluh menit setelah dua rapat berturut-turut", "coachee", 10),),
            "Mulai pulih. Jangan menambah target; biarkan ringan.",
            "Saya boleh lelah, dan saya boleh berhenti sebentar.",
        ),
        TalkText(
            "Saya ingin menyiapkan diri sebelum masa puncak berikutnya.",
            "Menyusun tanda peringatan dini dan siapa yang bisa saya hubungi.",
            "Tanda pertamanya selalu sama: saya berhenti menjawab ajakan makan siang.",
            "Menuliskan tanda; memberi tahu satu rekan; menata cuti sebelum puncak.",
            "Menuliskan tiga tanda dan memberi tahu satu rekan yang saya percaya.",
            "Anda mengenali tandanya lebih awal daripada dulu. Terima kasih sudah berjalan sejauh ini.",
            (("Beri tahu satu rekan tentang tiga tanda itu", "coachee", 7),),
            "Penutup yang hangat; ingatkan bahwa pintu tetap terbuka.",
            "Saya punya rencana kecil, dan seseorang yang tahu.",
        ),
    ),
}
GROUP = {
    "communication": "leadership",
    "decisions": "leadership",
    "team": "leadership",
    "data_analysis": "technical",
    "software": "technical",
    "research": "technical",
    "wellbeing": "wellbeing",
}

GROUP_TALKS = {
    "data_analysis": TalkText(
        "Satu grafik dari pekerjaan saya yang belum dipahami pembacanya.",
        "Membaca satu grafik bersama dan menemukan pertanyaan yang dijawabnya.",
        "Grafik dibuat dari kebiasaan; pembaca tidak tahu keputusan apa yang diharapkan.",
        "Judul berupa jawaban; satu angka yang ditonjolkan; tabel dipindahkan ke lampiran.",
        "Menulis ulang judul grafik sebagai jawaban atas satu pertanyaan.",
        "Pertanyaan Anda kepada rekan membuka hal yang tidak terlihat dari angkanya. Teruskan kebiasaan itu.",
        (("Tulis ulang judul tiga grafik sebagai jawaban", "coachee", 9),),
        "Belajar cepat dari contoh rekan; beri ruang bertanya lebih dulu.",
        "Melihat grafik orang lain membuat saya jujur pada grafik saya sendiri.",
    ),
    "team": TalkText(
        "Cara saya membagi tugas pekan ini.",
        "Membandingkan cara membagi tugas dan memilih satu untuk dicoba.",
        "Tugas dibagi menurut siapa yang kosong, bukan siapa yang belajar.",
        "Papan tugas bersama; berpasangan; bertanya siapa yang ingin mencoba.",
        "Menanyakan minat sebelum membagi tugas baru.",
        "Anda berani bercerita tentang yang belum berhasil; rekan ikut terbuka karenanya.",
        (("Tanyakan minat sebelum membagi tugas baru", "coachee", 7),),
        "Percaya diri bila didahului contoh.",
        "Ternyata rekan menghadapi hal yang sama.",
    ),
}

DECLINED = "Bulan ini saya memimpin penilaian di tiga daerah dan khawatir tidak dapat hadir penuh untuk Anda."
WITHDRAWN = "Saya mendapat tugas belajar singkat; saya akan meminta lagi setelah kembali."
STOPPED = "Coachee pindah tugas ke unit lain; kami menutup pendampingan ini dengan baik."
MOVED_AWAY = "Ada panggilan rapat pimpinan pada jam yang sama; kita cari waktu lain."
NO_SHOW = "Jaringan di lokasi terputus, percakapan tidak dapat dimulai."
OBJECTION = "Langkah kedua belum kami sepakati; mohon disesuaikan dengan catatan saya."


def talks_for(theme: str) -> tuple[TalkText, ...]:
    """What sessions of a theme are told with, in order; it starts over when a coaching has more."""
    return TALKS[GROUP[theme]]
