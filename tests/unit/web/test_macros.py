import re
from pathlib import Path
from types import SimpleNamespace

import html5lib
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, PasswordField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

TEMPLATES = Path(__file__).parents[3] / "platform" / "sertakan" / "web" / "templates"


class BirthDateField(StringField):
    parts = {"day": "15", "month": "", "year": "1985"}  # noqa: RUF012


class WorkerForm(Form):
    nik = StringField("NIK pekerja", description="16 angka.", validators=[InputRequired("Isi NIK.")])
    birth_date = BirthDateField("Tanggal lahir", validators=[InputRequired("Isi tanggal lahir.")])
    at_sea = RadioField("Bekerja di laut?", choices=[SelectChoice("y", "Ya"), SelectChoice("n", "Tidak")])
    village = SelectField("Desa", choices=[SelectChoice("1", "Celuk"), SelectChoice("2", "Batubulan")])
    note = TextAreaField("Catatan")
    secret = PasswordField("Kata sandi")
    agree = BooleanField("Saya setuju")


FIELDS = """
{%- import "macros/form.html" as f -%}
{{ f.error_summary(form) }}{{ f.text(form.nik, inputmode="numeric", prefix="Rp", optional=True, as_heading=True) }}
{{ f.date(form.birth_date) }}{{ f.radios(form.at_sea, hints={"y": "Nelayan"}) }}{{ f.select(form.village) }}
{{ f.textarea(form.note, hint="Boleh kosong.") }}{{ f.password(form.secret) }}{{ f.checkbox(form.agree) }}
{{ f.button("Lanjutkan") }}{{ f.button_link("Batal", "/", "secondary") }}
"""


@pytest.fixture
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(lambda text: text, lambda one, many, n: one, newstyle=True)  # type: ignore[attr-defined]
    return made


@pytest.fixture
def form() -> WorkerForm:
    typed = WorkerForm(
        MultiDict(
            {"nik": "", "note": "</textarea><script>", "at_sea": "y", "village": "2", "secret": "rahasia"}
        )
    )
    typed.validate()
    return typed


@pytest.fixture
def painted(environment: Environment, form: WorkerForm) -> str:
    return environment.from_string(FIELDS).render(form=form)


def test_every_label_names_an_input(painted: str) -> None:
    ids = re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', painted)
    assert sorted(re.findall(r'<label[^>]* for="([^"]+)"', painted)) == sorted(ids)
    assert len(set(ids)) == len(ids)


def test_summary_links_to_the_faulty_fields(painted: str) -> None:
    assert re.findall(r'<a href="#([^"]+)">([^<]+)</a>', painted)[:2] == [
        ("nik", "Isi NIK."),
        ("birth_date", "Isi tanggal lahir."),
    ]


def test_descriptions_point_to_what_stands_there(painted: str) -> None:
    described = " ".join(re.findall(r'aria-describedby="([^"]+)"', painted)).split()
    assert described
    assert all(f'id="{target}"' in painted for target in described)


def test_typed_text_is_kept_and_escaped(painted: str) -> None:
    assert "&lt;/textarea&gt;&lt;script&gt;" in painted
    assert 'value="15"' in painted
    assert re.search(r'value="y" checked', painted)
    assert re.search(r'value="2" selected', painted)


def test_typed_password_is_never_sent_back(painted: str) -> None:
    assert "rahasia" not in painted


def test_markup_is_sound_html(painted: str) -> None:
    html5lib.HTMLParser(strict=True).parseFragment(painted)


def test_nothing_needs_inline_style_or_script(painted: str) -> None:
    assert not re.search(r"\sstyle=|\son\w+=|<script>", painted)


def test_month_strip_says_each_state_in_words(environment: Environment) -> None:
    cells = [
        SimpleNamespace(label="Okt", state="confirmed", word="Dikonfirmasi BPJS"),
        SimpleNamespace(label="Nov", state="next", word="Berikutnya"),
    ]
    template = environment.from_string(
        '{% from "macros/content.html" import month_strip %}{{ month_strip(cells) }}'
    )
    strip = re.sub(r"<svg.*?</svg>|<[^>]+>", "", template.render(cells=cells))
    assert "Okt: Dikonfirmasi BPJS" in strip
    assert "Nov: Berikutnya" in strip


def test_row_with_an_address_is_a_link_too(environment: Environment) -> None:
    rows = [SimpleNamespace(cells=["GIA-7K4M-29", "Rp8.400"], href="/kelola/antrean/1")]
    template = environment.from_string(
        '{% from "macros/content.html" import table %}{{ table(["Nomor", ("Iuran", "num")], rows, "Antrean") }}'
    )
    painted = template.render(rows=rows)
    assert (
        '<tr data-href="/kelola/antrean/1"><th scope="row"><a href="/kelola/antrean/1">GIA-7K4M-29</a></th>'
        in painted
    )
    assert '<td class="s-table__num">Rp8.400</td>' in painted
