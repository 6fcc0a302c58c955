"""Candidates of our own in languages and scripts of other families."""

from __future__ import annotations

from collections.abc import Sequence

from rolecall.discover.queries import Posting
from rolecall.profile.queries import Basics, Education, Language, Link, Location, Resume, Skill, Work
from tests.prepare.people import posting


def person(
    name: str,
    label: str,
    place: str,
    company: str,
    titles: Sequence[str],
    bullets: Sequence[str],
    summary: str,
    school: str,
    degree: str,
    skills: Sequence[str],
    languages: Sequence[str],
) -> Resume:
    """A résumé with these words; `skills` begins with the name of their group."""
    return Resume(
        basics=Basics(
            name=name,
            label=label,
            email="mail@example.org",
            phone="+49 30 1234567",
            url="https://www.example.org/portfolio",
            summary=summary,
            location=Location(city=place),
            profiles=(Link(url="https://www.linkedin.com/in/some-long-name-here-123456"),),
        ),
        work=tuple(
            Work(
                name=company,
                position=title,
                location=place,
                start_date=f"20{18 - 3 * at}-0{at + 2}",
                end_date=None if at == 0 else f"20{21 - 3 * at}-0{at + 1}",
                highlights=tuple(bullets),
            )
            for at, title in enumerate(titles)
        ),
        education=(Education(institution=school, study_type=degree, start_date="2005", end_date="2009"),),
        skills=(Skill(name=skills[0], keywords=tuple(skills[1:])),),
        languages=tuple(Language(language=language) for language in languages),
    )


SCRIPTS: dict[str, tuple[Resume, Posting, tuple[str, ...]]] = {
    "de": (
        person(
            "Dr. Friederike Müller-Lüdenscheidt",
            "Leiterin Qualitätssicherung",
            "Göttingen",
            "Größmann Präzisionswerkzeuge GmbH & Co. KG",
            ["Leiterin Qualitätssicherung", "Qualitätsingenieurin", "Werkstudentin in der Fertigungsmesstechnik"],
            [
                "Führte ein Team von 12 Prüfern und verkürzte die Durchlaufzeit der Erstmusterprüfung um 40 %",
                "Auditierte 23 Zulieferer nach ISO 9001 und IATF 16949 in Deutschland, Österreich und der Schweiz",
                "Baute die statistische Prozesslenkung für drei Fertigungslinien auf und schulte die Schichtleiter",
            ],
            "Ingenieurin mit fünfzehn Jahren Erfahrung in der Qualitätssicherung. "
            "Ich bringe Prüfprozesse in Ordnung und die Menschen dazu, ihnen zu vertrauen.",
            "Georg-August-Universität Göttingen",
            "Dipl.-Ing. Maschinenbau",
            ["Werkzeuge", "SPC", "FMEA", "ISO 9001", "SAP QM", "Minitab"],
            ["Deutsch (Muttersprache)", "Englisch (C1)"],
        ),
        posting(
            "Head of Quality",
            "Zahnradwerk Süd AG",
            "Wir suchen eine Leitung für die Qualitätssicherung mit Erfahrung in ISO 9001 und FMEA und der Führung "
            "von Teams. Sie sind für die Prozesse und das Audit der Lieferanten zuständig.",
            language="de",
            country="DE",
        ),
        ("ISO 9001", "FMEA"),
    ),
    "fr": (
        person(
            "Anne-Sophie de La Rochefoucauld-Montbrison",
            "Cheffe de projet",
            "Aix-en-Provence",
            "Société générale d’aménagement du littoral",
            ["Cheffe de projet senior", "Ingénieure d’études"],
            [
                "Piloté la réhabilitation de 14 km de digues pour un budget de 23 M€ avec une équipe de 9 personnes",
                "Rédigé les dossiers d’autorisation environnementale et mené les réunions publiques dans les communes",
                "Négocié avec les entreprises une réduction de 12 % des coûts sur le lot terrassement",
            ],
            "Ingénieure en génie civil, je conduis des projets d’aménagement avec les communes et pour les habitants.",
            "École des Ponts",
            "Diplôme d’ingénieur",
            ["Outils", "AutoCAD", "SIG", "Python"],
            ["Français (langue maternelle)", "Anglais"],
        ),
        posting(
            "Chef de projet ouvrages",
            "Ouvrages Côte d’Azur",
            "Nous cherchons un chef de projet pour les ouvrages maritimes dans le sud "
            "de la France avec une expérience de AutoCAD et de la conduite de travaux.",
            language="fr",
            country="FR",
        ),
        ("AutoCAD", "Python"),
    ),
    "ru": (
        person(
            "Екатерина Владимировна Преображенская",
            "Главный бухгалтер",
            "Санкт-Петербург",
            "ООО «Северные перевозки»",
            ["Главный бухгалтер", "Бухгалтер"],
            [
                "Сократила срок закрытия месяца с 12 до 5 дней, внедрив электронный документооборот",
                "Подготовила отчётность по МСФО для трёх дочерних обществ и прошла аудит без замечаний",
            ],
            "Бухгалтер с пятнадцатилетним опытом в логистике и производстве.",
            "СПбГЭУ",
            "Экономист",
            ["Программы", "1С", "Excel", "SAP"],
            ["Русский", "Английский"],
        ),
        posting(
            "Chief Accountant",
            "Baltic Lines",
            "We look for an accountant with SAP and Excel.",
            language="en",
            country="LV",
        ),
        ("SAP", "Excel"),
    ),
    "el": (
        person(
            "Αικατερίνη Παπαδοπούλου",
            "Μηχανικός Λογισμικού",
            "Θεσσαλονίκη",
            "Ελληνικές Ψηφιακές Υπηρεσίες",
            ["Μηχανικός Λογισμικού", "Προγραμματίστρια"],
            [
                "Σχεδίασα και υλοποίησα υπηρεσίες πληρωμών σε Python και PostgreSQL για 2 εκατομμύρια χρήστες",
                "Μείωσα τον χρόνο απόκρισης κατά 60 % με καλύτερα ευρετήρια",
            ],
            "Μηχανικός λογισμικού με δέκα χρόνια εμπειρίας σε συστήματα πληρωμών.",
            "ΑΠΘ",
            "Δίπλωμα",
            ["Γλώσσες", "Python", "SQL"],
            ["Ελληνικά", "Αγγλικά"],
        ),
        posting("Software Engineer", "Aegean Commerce", "Python and PostgreSQL", country="GR"),
        ("Python", "PostgreSQL"),
    ),
    "zh": (
        person(
            "欧阳静怡",
            "高级后端工程师",
            "上海",
            "华东物流科技有限公司",
            ["高级后端工程师", "软件工程师"],
            [
                "带领四名工程师将标签打印从夜间批处理迁移到基于 Python 和 PostgreSQL 的事件驱动服务,每天处理百万个包裹",
                "通过缓存和索引把接口的 P95 延迟从 900 毫秒降到 120 毫秒",
            ],
            "后端工程师,八年支付与物流系统经验,擅长构建稳定可靠、容易维护的服务,并指导新同事。",
            "复旦大学",
            "计算机科学学士",
            ["技能", "Python", "Go", "PostgreSQL", "Kafka"],
            ["中文(母语)", "英语(流利)"],
        ),
        posting("Backend Engineer", "Lotus Systems", "Python and PostgreSQL", country="CN"),
        ("Python", "PostgreSQL"),
    ),
    "ja": (
        person(
            "佐藤 健一郎",
            "バックエンドエンジニア",
            "東京",
            "株式会社サンプル物流",
            ["シニアエンジニア"],
            [
                "四名のエンジニアを率い、夜間バッチをイベント駆動サービスへ移行した",
                "キャッシュと索引により応答時間を九百ミリ秒から百二十ミリ秒に短縮した",
            ],
            "決済と物流の分野で八年の経験を持つエンジニアです。直感的で骨太な設計を心がけています。",
            "東京大学",
            "工学士",
            ["言語", "Python", "Go"],
            ["日本語", "英語"],
        ),
        posting("Backend Engineer", "Akebono Works", "Python", country="JP"),
        ("Python",),
    ),
    "ar": (
        person(
            "محمد عبد الرحمن الخوارزمي",
            "مهندس برمجيات أول",
            "القاهرة",
            "شركة النيل للتقنية",
            ["مهندس برمجيات أول", "مهندس برمجيات"],
            [
                "قاد فريقا من 4 مهندسين لنقل خدمة الطباعة إلى خدمة قائمة على الأحداث باستخدام Python و PostgreSQL",
                "خفض زمن الاستجابة من 900 إلى 120 ميلي ثانية",
            ],
            "مهندس برمجيات بخبرة ثماني سنوات في المدفوعات والخدمات اللوجستية.",
            "جامعة القاهرة",
            "بكالوريوس",
            ["لغات البرمجة", "Python", "Go"],
            ["العربية", "الإنجليزية"],
        ),
        posting("Backend Engineer", "Nile Rides", "Python and PostgreSQL", country="AE"),
        ("Python",),
    ),
    "he": (
        person(
            "נועה בן־דוד",
            "מהנדסת תוכנה",
            "תל אביב",
            "חברת הדוגמה בע״מ",
            ["מהנדסת תוכנה בכירה"],
            ["הובילה צוות של 4 מהנדסים בהעברת שירות ההדפסה", "קיצרה את זמן התגובה מ־900 ל־120 אלפיות שנייה"],
            "מהנדסת תוכנה עם ניסיון של שמונה שנים.",
            "הטכניון",
            "תואר ראשון",
            ["שפות", "Python", "Go"],
            ["עברית", "אנגלית"],
        ),
        posting("Backend Engineer", "Galil Software", "Python", country="IL"),
        ("Python",),
    ),
    "hi": (
        person(
            "अनन्या शर्मा",
            "सॉफ़्टवेयर इंजीनियर",
            "मुंबई",
            "उदाहरण टेक्नोलॉजी",
            ["वरिष्ठ इंजीनियर"],
            ["चार इंजीनियरों की टीम का नेतृत्व किया और सेवा को Python में बदला"],
            "आठ वर्षों का अनुभव।",
            "आईआईटी",
            "बी.टेक",
            ["भाषाएँ", "Python"],
            ["हिन्दी"],
        ),
        posting("Engineer", "Sample Retail", "Python", country="IN"),
        ("Python",),
    ),
    "th": (
        person(
            "สมชาย ใจดี",
            "วิศวกรซอฟต์แวร์",
            "กรุงเทพฯ",
            "บริษัท ตัวอย่าง จำกัด",
            ["วิศวกรอาวุโส"],
            ["นำทีมวิศวกร 4 คนย้ายบริการไปสู่ระบบที่ขับเคลื่อนด้วยเหตุการณ์"],
            "วิศวกรที่มีประสบการณ์แปดปี",
            "จุฬาลงกรณ์มหาวิทยาลัย",
            "วศ.บ.",
            ["ทักษะ", "Python"],
            ["ไทย"],
        ),
        posting("Engineer", "Siam Rides", "Python", country="TH"),
        ("Python",),
    ),
}
"""Language → candidate, posting, what the posting asks for."""
