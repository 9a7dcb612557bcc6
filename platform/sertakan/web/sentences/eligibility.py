"""Sentences about who may join, at which price and why."""

from sertakan.localisation import lazy_gettext as _l

SENTENCES = {
    "age.number": _l("Tulis usia dengan angka, misalnya 45."),
    "answer.missing": _l("Belum dijawab: %(field)s. Petugas akan menanyakannya."),
    "answer.born_in_the_future": _l("Tanggal lahir belum tiba. Periksa tahunnya."),
    "sponsor.not_invited": _l("Peraturan daerah ini belum mengundang kelompok Anda: %(sponsor)s."),
    "relation.not_allowed": _l(
        "Peraturan daerah ini membatasi hubungan pekerja dengan sponsor: %(relation)s."
    ),
    "funding.not_offered": _l("Sumber dana ini tidak dipakai di daerah ini: %(funding)s."),
    "period.not_offered": _l("Jumlah bulan ini tidak ditawarkan di daerah ini: %(months)s."),
    "worker.employee_of_sponsor": _l(
        "Pegawai tetap perusahaan Anda didaftarkan sebagai peserta Penerima Upah (PU) oleh perusahaan, bukan melalui"
        " Sertakan."
    ),
    "worker.employee_elsewhere": _l(
        "Pegawai perusahaan lain seharusnya didaftarkan oleh perusahaannya. Petugas akan menanyakannya."
    ),
    "worker.construction_project": _l(
        "Tukang yang dipekerjakan untuk suatu proyek termasuk segmen Jasa Konstruksi, bukan peserta mandiri."
    ),
    "worker.construction_to_ask": _l(
        "Untuk tukang bangunan petugas menanyakan dulu apakah ia bekerja untuk suatu proyek."
    ),
    "worker.age_over": _l("Usia %(age)s tahun mencapai atau melewati batas %(limit)s tahun."),
    "worker.age_under": _l("Usia %(age)s tahun di bawah batas %(limit)s tahun."),
    "worker.occupation_unlisted": _l("Pekerjaan ini tidak ada dalam daftar kami; petugas akan melihatnya."),
    "worker.occupation_not_covered": _l("Peraturan daerah ini membatasi pekerjaan yang dapat didaftarkan."),
    "worker.foreigner_too_short": _l(
        "Orang asing perlu bekerja paling sedikit %(required)s bulan di Indonesia."
    ),
    "worker.member_elsewhere": _l(
        "Pekerja ini mungkin sudah menjadi peserta BPJS Ketenagakerjaan. Itu boleh; periksa dulu agar tidak terbayar"
        " dua kali."
    ),
    "worker.lives_outside": _l("Pekerja ini tinggal di luar daerah."),
    "worker.not_eligible": _l(
        "Pekerja ini belum dapat didaftarkan melalui program ini. Periksa hasil cek syarat."
    ),
    "regulation.not_in_force": _l("Untuk bulan ini belum ada aturan yang kami ketahui. Pilih bulan lain."),
    "price.unknown_bracket": _l("Golongan penghasilan ini tidak ada. Pilih salah satu yang tersedia."),
    "price.negative_income": _l("Penghasilan tidak boleh kurang dari nol."),
    "price.changed": _l("Iuran berubah sejak halaman ini Anda buka. Periksa jumlahnya, lalu kirim lagi."),
    "price.no_months": _l("Pilih paling sedikit satu bulan."),
    "benefit.negative_months": _l("Jumlah bulan tidak boleh kurang dari nol."),
}
