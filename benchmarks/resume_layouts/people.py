"""Contents in RenderCV's shape. Every person, employer and school is made up."""

from __future__ import annotations

from typing import Any

PEOPLE: tuple[dict[str, Any], ...] = (
    {
        "name": "Marta Lindqvist",
        "location": "Portland, OR",
        "email": "marta.lindqvist@example.org",
        "phone": "+1 503 555 0142",
        "website": "https://lindqvist.example.org/",
        "social_networks": [
            {"network": "LinkedIn", "username": "marta-lindqvist"},
            {"network": "GitHub", "username": "mlindq"},
        ],
        "sections": {
            "education": [
                {
                    "institution": "Cascade State University",
                    "area": "Civil Engineering",
                    "degree": "MS",
                    "start_date": "2012-09",
                    "end_date": "2014-06",
                    "location": "Portland, OR",
                    "highlights": ["Thesis: Seepage under small earth dams", "Dean's list in three of four terms"],
                },
                {
                    "institution": "University of Umeå",
                    "area": "Water Resources",
                    "degree": "BS",
                    "start_date": "2009-09",
                    "end_date": "2012-06",
                    "location": "Umeå, Sweden",
                    "highlights": ["Exchange year at the Technical University of Graz"],
                },
            ],
            "experience": [
                {
                    "company": "Fernhollow Hydraulics",
                    "position": "Senior Water Engineer",
                    "start_date": "2019-04",
                    "end_date": "present",
                    "location": "Portland, OR",
                    "highlights": [
                        "Designed 14 pumping stations for towns between 2,000 and 60,000 people",
                        "Cut the energy use of the Willow Creek plant by 31% with variable speed drives",
                        "Lead a group of five engineers and two drafters",
                    ],
                },
                {
                    "company": "Tiller & Moss Consulting",
                    "position": "Project Engineer",
                    "start_date": "2016-02",
                    "end_date": "2019-03",
                    "location": "Seattle, WA",
                    "highlights": [
                        "Modelled storm water for a campus of 90 hectares and presented it to the council",
                        "Wrote the firm's checklist for culvert surveys, used in 40 projects since",
                    ],
                },
                {
                    "company": "Bergvik",
                    "position": "Junior Engineer",
                    "start_date": "2014-08",
                    "end_date": "2016-01",
                    "location": "Stockholm, Sweden",
                    "highlights": ["Measured flow at 60 sites and kept the database of gauges"],
                },
            ],
            "projects": [
                {
                    "name": "GaugeBook",
                    "start_date": "2020-01",
                    "end_date": "present",
                    "summary": "A notebook for river levels that works without a network",
                    "highlights": ["Used by volunteers on 23 rivers", "Translated into four languages"],
                },
                {
                    "name": "Open Culverts",
                    "date": "2018",
                    "summary": "A map of culverts that block the way of fish",
                    "highlights": ["Collected 1,900 culverts in two summers"],
                },
            ],
            "publications": [
                {
                    "title": "Pumping at Night: Tariffs and Reservoir Size in Small Towns",
                    "authors": ["*Marta Lindqvist*", "Owen Pryce"],
                    "doi": "10.5555/water.2021.17",
                    "journal": "Journal of Small Waterworks",
                    "date": "2021-05",
                }
            ],
            "skills": [
                {"label": "Modelling", "details": "EPANET, HEC-RAS, SWMM"},
                {"label": "Programming", "details": "Python, SQL, R"},
                {"label": "Drafting", "details": "AutoCAD, Civil 3D, QGIS"},
            ],
            "selected_honors": [
                {"bullet": "Young Engineer of the Year, Northwest Water Society (2018)"},
                {"bullet": "Travel grant of the Nordic Water Council (2013)"},
            ],
        },
    },
    {
        "name": "Idris Okonjo-Hale",
        "location": "Leeds, UK",
        "email": "idris@okonjo-hale.example.com",
        "phone": "+44 113 496 0732",
        "website": "https://okonjo-hale.example.com/",
        "social_networks": [
            {"network": "LinkedIn", "username": "idris-okonjo-hale"},
            {"network": "GitHub", "username": "idrisoh"},
        ],
        "sections": {
            "education": [
                {
                    "institution": "Aire Valley College",
                    "area": "Computer Science",
                    "degree": "BSc",
                    "start_date": "2011-10",
                    "end_date": "2014-07",
                    "location": "Leeds, UK",
                    "highlights": ["First class honours", "Ran the chess society for two years"],
                }
            ],
            "experience": [
                {
                    "company": "Quillmark",
                    "position": "Staff Software Engineer",
                    "start_date": "2021-09",
                    "end_date": "present",
                    "location": "Manchester, UK",
                    "highlights": [
                        "Moved 38 services from one cluster to three regions without a minute of downtime",
                        "Wrote the in-house course on tracing that 120 engineers have taken",
                    ],
                },
                {
                    "company": "Harbour & Pike Ltd",
                    "position": "Backend Developer",
                    "start_date": "2017-05",
                    "end_date": "2021-08",
                    "location": "York, UK",
                    "highlights": [
                        "Built the booking engine that takes 9,000 orders on a busy day",
                        "Brought the nightly batch from five hours to 22 minutes",
                        "Mentored four graduates",
                    ],
                },
                {
                    "company": "North Moor Data",
                    "position": "Data Analyst",
                    "start_date": "2014-09",
                    "end_date": "2017-04",
                    "location": "Leeds, UK",
                    "highlights": ["Answered some 600 questions of the sales team with SQL and charts"],
                },
            ],
            "projects": [
                {
                    "name": "Postbag",
                    "start_date": "2019-03",
                    "end_date": "2020-11",
                    "summary": "A small mail server for tests",
                    "highlights": ["1,100 stars, 37 contributors"],
                }
            ],
            "publications": [
                {
                    "title": "What a Retry Costs: Queues under Partial Failure",
                    "authors": ["Lena Voss", "*Idris Okonjo-Hale*"],
                    "doi": "10.5555/sys.2022.881",
                    "journal": "Letters in Systems 2022",
                    "date": "2022-11",
                },
                {
                    "title": "Batch Windows That Shrink by Themselves",
                    "authors": ["*Idris Okonjo-Hale*", "Tom Arkwright", "Mei Sato"],
                    "doi": "10.5555/sys.2020.102",
                    "journal": "Workshop on Operations",
                    "date": "2020-06",
                },
            ],
            "skills": [
                {"label": "Languages", "details": "Go, Python, TypeScript, Rust"},
                {"label": "Data", "details": "PostgreSQL, Kafka, ClickHouse"},
                {"label": "Operations", "details": "Kubernetes, Terraform, Grafana"},
            ],
            "invited_talks": [
                {"bullet": "Tracing for People Who Hate Dashboards — Northern Systems Day (2023)"},
                {"bullet": "Five Hours to Twenty Minutes — Batch Club Leeds (2021)"},
            ],
        },
    },
)
