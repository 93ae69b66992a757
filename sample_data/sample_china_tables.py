"""Tables behind sample_china_world.py: China's trade with the world by partner and by chapter, 2021 and 2022.

PUBLISHED marks figures that follow from E. A. Sherin, "Foreign Trade Cooperation between China and Siberian Regions",
World Economy and International Relations, 2024, vol. 68, no. 5, pp. 81-90. ASSUMED marks everything else: orders of
magnitude near what China reported, rounded. They are not official statistics.
"""

MILLION_USD = 1_000_000

# PUBLISHED for 2021: 3.36 and 2.68 trillion dollars. ASSUMED for 2022. Million USD.
TOTALS = {
    ("export", 2021): 3_362_300,
    ("import", 2021): 2_679_400,
    ("export", 2022): 3_593_600,
    ("import", 2022): 2_716_000,
}

# PUBLISHED: the first three partners of 2022, hundredths of a percent of China's exports and imports.
PARTNER_SHARES = {
    ("export", 2022): {"US": 1620, "HK": 827, "JP": 481},
    ("import", 2022): {"TW": 877, "KR": 735, "JP": 679},
}

# As China printed it: trade with Russia, million USD. With it Russia has 3% of China's turnover in 2022, and enters
# the first ten partners only then (PUBLISHED).
WITH_RUSSIA = {
    ("export", 2021): 67_570,
    ("import", 2021): 79_320,
    ("export", 2022): 76_120,
    ("import", 2022): 114_150,
}

# PUBLISHED: the share of industrial goods in 2022. ASSUMED: the other groups, and all of 2021. Tenths of a percent.
GROUP_CHAPTERS = {"primary": (1, 27), "chemicals": (28, 39), "industrial": (40, 97)}
GROUP_SHARES = {
    ("export", 2021): {"primary": 36, "chemicals": 94, "industrial": 870},
    ("import", 2021): {"primary": 337, "chemicals": 105, "industrial": 558},
    ("export", 2022): {"primary": 41, "chemicals": 91, "industrial": 868},
    ("import", 2022): {"primary": 382, "chemicals": 102, "industrial": 516},
}

# ASSUMED: what changed most within the groups, value of 2021 in percent of 2022.
CHAPTERS_IN_2021 = {
    "export": {"27": 68, "28": 66, "87": 80, "85": 96, "63": 115, "30": 160},
    "import": {"27": 75, "26": 122, "71": 80, "85": 102, "02": 104, "12": 88, "15": 118},
}

# ASSUMED. Partner, its number and letters in UN Comtrade; exports of 2021 and 2022 to it and imports of 2021 and 2022
# from it, 100 million USD; its name in UN Comtrade. Chinese statistics count goods that return as imports from China.
PARTNERS = """
US 842 USA 5760 5820 1800 1790 USA
KR 410 KOR 1490 1630 2130 2000 Rep. of Korea
JP 392 JPN 1660 1730 2060 1850 Japan
TW 490 S19 780 820 2500 2380 Other Asia, nes
HK 344 HKG 3500 2970 97 78 China, Hong Kong SAR
VN 704 VNM 1380 1470 920 880 Viet Nam
DE 276 DEU 1150 1160 1200 1110 Germany
AU 36 AUS 660 790 1640 1420 Australia
MY 458 MYS 790 940 980 1100 Malaysia
RU 643 RUS 676 761 793 1141 Russian Federation
BR 76 BRA 536 620 1100 1090 Brazil
ID 360 IDN 607 713 639 778 Indonesia
IN 699 IND 975 1180 281 175 India
TH 764 THA 694 785 618 565 Thailand
NL 528 NLD 1020 1180 139 125 Netherlands
CN 156 CHN 0 0 1570 1230 China
SA 682 SAU 303 380 570 780 Saudi Arabia
SG 702 SGP 553 810 388 340 Singapore
GB 826 GBR 870 815 256 218 United Kingdom
AE 784 ARE 438 540 286 454 United Arab Emirates
CA 124 CAN 515 537 306 424 Canada
MX 484 MEX 674 775 192 174 Mexico
PH 608 PHL 573 647 247 230 Philippines
FR 251 FRA 460 460 391 356 France
IT 380 ITA 437 510 303 270 Italy
CL 152 CHL 263 225 394 445 Chile
CH 757 CHE 63 77 379 500 Switzerland
ZA 710 ZAF 211 242 332 325 South Africa
IQ 368 IRQ 107 140 267 394 Iraq
ES 724 ESP 360 418 124 98 Spain
BE 56 BEL 308 356 77 87 Belgium
PL 616 POL 366 382 55 51 Poland
OM 512 OMN 36 42 285 362 Oman
TR 792 TUR 292 340 51 45 Türkiye
PE 604 PER 133 135 241 241 Peru
KW 414 KWT 44 50 177 265 Kuwait
KZ 398 KAZ 140 164 114 148 Kazakhstan
BD 50 BGD 241 268 10 10 Bangladesh
AO 24 AGO 25 41 209 233 Angola
QA 634 QAT 40 40 132 226 Qatar
PK 586 PAK 243 231 36 34 Pakistan
IL 376 ISR 153 165 75 90 Israel
NZ 554 NZL 86 92 161 160 New Zealand
MM 104 MMR 105 136 81 115 Myanmar
NG 566 NGA 227 223 30 16 Nigeria
IE 372 IRL 53 57 177 181 Ireland
CZ 203 CZE 151 182 60 54 Czechia
CO 170 COL 143 156 56 70 Colombia
CD 180 COD 28 51 116 168 Dem. Rep. of the Congo
AR 32 ARG 107 128 71 86 Argentina
SE 752 SWE 106 114 103 92 Sweden
EG 818 EGY 183 172 17 10 Egypt
KH 116 KHM 116 142 21 18 Cambodia
DK 208 DNK 104 102 75 57 Denmark
IR 364 IRN 83 94 65 64 Iran
HU 348 HUN 101 105 56 51 Hungary
KG 417 KGZ 75 154 1 1 Kyrgyzstan
PA 591 PAN 100 126 12 12 Panama
GR 300 GRC 112 130 9 8 Greece
AT 40 AUT 49 51 86 82 Austria
NO 579 NOR 47 52 79 80 Norway
EC 218 ECU 55 63 54 68 Ecuador
MN 496 MNG 22 29 69 93 Mongolia
FI 246 FIN 43 48 54 53 Finland
UZ 860 UZB 59 75 22 22 Uzbekistan
UA 804 UKR 94 33 98 43 Ukraine
LR 430 LBR 61 75 1 1 Liberia
CI 384 CIV 28 35 6 10 Côte d'Ivoire
NES 899 _X_ 1 1 14 14 Areas, nes
"""

# ASSUMED. Chapter; exports and imports of 2022, 100 million USD; USD per kg of exports and of imports; its name.
CHAPTERS = """
01 6 6 4 7 Animals; live
02 9 290 4.2 4 Meat and edible meat offal
03 133 190 4.2 4 Fish and crustaceans, molluscs and other aquatic invertebrates
04 7 85 2.5 4.4 Dairy produce; birds' eggs; natural honey
05 17 12 9 3 Animal originated products
06 4 3 3.5 4 Trees and other plants, live; bulbs, roots and the like; cut flowers
07 107 40 1.1 0.4 Vegetables and certain roots and tubers; edible
08 55 146 1.4 2 Fruit and nuts, edible
09 37 12 3.2 4.5 Coffee, tea, mate and spices
10 6 195 0.5 0.36 Cereals
11 9 16 0.6 0.5 Products of the milling industry; malt, starches
12 31 660 2 0.66 Oil seeds and oleaginous fruits
13 17 4 12 6 Lac; gums, resins and other vegetable saps and extracts
14 2 3 1.4 0.3 Vegetable plaiting materials
15 26 140 1.8 1.4 Animal or vegetable fats and oils
16 120 9 5 5.5 Meat, fish or crustaceans; preparations thereof
17 25 33 0.9 0.5 Sugars and sugar confectionery
18 6 10 4 5 Cocoa and cocoa preparations
19 30 72 1.9 9 Preparations of cereals, flour, starch or milk; pastrycooks' products
20 100 15 1.5 2.2 Preparations of vegetables, fruit, nuts or other parts of plants
21 55 60 2.6 7 Miscellaneous edible preparations
22 33 58 1.8 3.2 Beverages, spirits and vinegar
23 39 70 0.8 0.6 Food industries, residues and wastes thereof; prepared animal fodder
24 12 17 4.4 8 Tobacco and manufactured tobacco substitutes
25 42 100 0.12 0.12 Salt; sulphur; earths, stone; plastering materials, lime and cement
26 11 2240 1 0.15 Ores, slag and ash
27 650 5350 0.75 0.56 Mineral fuels, mineral oils and products of their distillation
28 400 270 1.3 2 Inorganic chemicals; compounds of precious and rare earth metals
29 1000 560 3 1.3 Organic chemicals
30 160 400 16 140 Pharmaceutical products
31 115 45 0.42 0.5 Fertilizers
32 110 50 2.8 5.5 Tanning or dyeing extracts; dyes, pigments, paints and inks
33 75 215 5.5 23 Essential oils and resinoids; perfumery, cosmetic or toilet preparations
34 72 45 1.8 4 Soap, washing and lubricating preparations, waxes
35 48 45 2.6 4.5 Albuminoidal substances; modified starches; glues; enzymes
36 13 1 1.7 15 Explosives; pyrotechnic products; matches
37 12 60 9 35 Photographic or cinematographic goods
38 370 250 2.2 3.4 Chemical products n.e.c.
39 1430 800 3.1 2.1 Plastics and articles thereof
40 320 170 3 2 Rubber and articles thereof
41 10 22 9 2.5 Raw hides and skins (other than furskins) and leather
42 360 60 9 150 Articles of leather; travel goods, handbags
43 15 4 60 25 Furskins and artificial fur
44 170 225 1.2 0.25 Wood and articles of wood; wood charcoal
45 1 1 4 5 Cork and articles of cork
46 14 1 3.5 4 Manufactures of straw and other plaiting materials; basketware
47 2 230 0.9 0.62 Pulp of wood; recovered paper or paperboard
48 290 60 1.5 1.2 Paper and paperboard
49 40 20 4 20 Printed books, newspapers and other products of the printing industry
50 9 1 35 30 Silk
51 19 27 25 8.5 Wool, fine or coarse animal hair
52 125 90 6.5 2.4 Cotton
53 14 12 9 3.2 Vegetable textile fibres; paper yarn
54 280 25 3.2 7 Man-made filaments
55 140 18 2.6 2.8 Man-made staple fibres
56 75 14 3 7 Wadding, felt and nonwovens; twine, cordage and ropes
57 39 2 3.5 5 Carpets and other textile floor coverings
58 55 4 8 13 Fabrics; special woven, tufted, lace and tapestries
59 110 14 4.2 13 Textile fabrics; impregnated, coated or laminated
60 220 12 6 12 Fabrics; knitted or crocheted
61 910 30 15 50 Apparel; knitted or crocheted
62 820 75 17 75 Apparel; not knitted or crocheted
63 420 5 5.5 5 Textiles, made up articles; sets; worn clothing
64 620 62 12.5 40 Footwear; gaiters and the like
65 70 3 9 30 Headgear and parts thereof
66 38 1 4.5 9 Umbrellas, walking-sticks, whips
67 60 2 11 12 Feathers and down, prepared; artificial flowers; articles of human hair
68 160 22 0.9 3 Stone, plaster, cement, asbestos, mica; articles thereof
69 310 8 0.55 2 Ceramic products
70 300 75 1.1 5 Glass and glassware
71 330 1060 400 10000 Natural, cultured pearls; precious stones and metals; coin
72 790 400 1.1 1.2 Iron and steel
73 1110 100 2.6 9 Iron or steel articles
74 105 660 10 7.2 Copper and articles thereof
75 9 100 25 19 Nickel and articles thereof
76 430 100 4.2 2.6 Aluminium and articles thereof
78 4 1 2.4 2.2 Lead and articles thereof
79 4 12 3.5 3.4 Zinc and articles thereof
80 4 9 26 25 Tin; articles thereof
81 100 50 9 18 Metals; n.e.c., cermets and articles thereof
82 240 35 6.5 55 Tools, implements, cutlery of base metal
83 300 16 4.2 15 Metal; miscellaneous products of base metal
84 5520 1950 10 52 Machinery and mechanical appliances, boilers, nuclear reactors; parts thereof
85 9550 6650 15 105 Electrical machinery and equipment and parts thereof
86 220 7 2.2 15 Railway, tramway locomotives, rolling-stock and parts thereof
87 1500 800 6.2 19 Vehicles; other than railway or tramway rolling stock
88 40 85 150 600 Aircraft, spacecraft and parts thereof
89 260 10 3 7 Ships, boats and floating structures
90 940 850 26 140 Optical, photographic, measuring, medical instruments and apparatus
91 55 40 25 200 Clocks and watches and parts thereof
92 21 6 13 20 Musical instruments; parts and accessories
93 2 1 8 30 Arms and ammunition; parts and accessories
94 1390 30 4.4 9 Furniture; bedding, lamps and lighting fittings; prefabricated buildings
95 1050 25 8 18 Toys, games and sports requisites
96 250 17 7 15 Miscellaneous manufactured articles
97 8 12 30 200 Works of art; collectors' pieces and antiques
"""

# ASSUMED: chapters that set a partner apart, thousandths of the trade; what is left follows China's trade as a whole.
BASKETS = {
    "export": {
        "US": "85 235 84 200 94 90 95 85 39 60 87 45 61 40 62 35 73 40 64 25 90 30",
        "HK": "85 640 84 95 71 60 90 35 27 15 91 12 07 5 01 2 02 2",
        "JP": "85 270 84 170 61 45 62 40 39 40 03 12 16 18 07 12 20 10",
        "KR": "85 320 84 100 28 60 72 60 29 40 38 25 07 7 03 8",
        "TW": "85 430 84 140 29 40 38 30 72 15",
        "VN": "85 290 84 95 39 70 60 60 54 50 72 45 52 30 59 25 55 20 08 8",
        "DE": "85 330 84 210 94 40 29 30 62 25",
        "AU": "84 190 85 190 94 75 39 55 27 40 87 50 31 8",
        "MY": "85 300 84 120 39 50 27 35 72 30 07 10 08 8",
        "RU": "84 240 85 200 87 90 39 50 73 45 64 35 61 35 95 35 62 30 40 25 43 6 07 7 08 6",
        "BR": "85 260 84 160 29 110 38 60 31 30 87 40",
        "ID": "84 200 85 170 72 60 39 50 29 45 07 12 08 9 54 25 31 5",
        "IN": "85 260 84 210 29 110 39 50 31 30 38 25",
        "TH": "85 230 84 150 72 70 39 60 08 15 07 12",
        "NL": "84 330 85 330 29 20",
        "SG": "85 300 27 130 84 160 89 70 71 15",
        "AE": "85 230 84 180 71 30 87 40 61 25 62 20",
        "MX": "85 340 84 210 87 90",
        "PH": "85 160 84 100 27 70 72 70 39 50 08 6",
        "BD": "52 150 84 160 85 100 60 90 55 70 54 60 59 40",
        "PK": "85 180 84 150 29 70 72 70 54 60 38 35",
        "KH": "60 250 54 100 52 90 85 80 55 60 84 80",
        "NG": "84 180 85 160 39 60 87 60 54 50 64 40 69 30 73 50",
        "KZ": "84 160 62 120 61 110 85 100 64 80 87 60",
        "KG": "62 330 61 210 64 130 60 20 54 20 52 20",
        "MN": "84 180 87 140 85 70 73 60 27 40 25 20 07 10",
        "UZ": "84 240 85 140 87 120 73 60",
        "MM": "85 120 84 100 54 60 52 50 55 60 72 50 87 70 31 20",
        "LR": "89 920 73 20",
        "PA": "89 240 64 80 62 60 85 80 27 40",
        "CL": "85 170 84 150 87 110 61 60 62 60 64 40",
        "ZA": "85 230 84 160 87 60 64 40",
        "IR": "84 290 85 160 87 120",
        "NES": "84 300 85 300",
    },
    "import": {
        "TW": "85 690 84 70 90 60 39 50 29 25 74 20",
        "KR": "85 570 84 80 29 70 39 60 90 55 27 50 33 25 72 20",
        "JP": "85 270 84 210 90 95 87 60 39 60 33 40 29 35 72 35 38 35 74 30 37 14",
        "US": "85 120 84 115 12 110 27 110 90 65 87 60 30 45 39 45 10 35 29 25 88 20 38 20 02 18 52 15 47 12 23 6 05 3",
        "AU": "26 640 27 170 71 50 10 22 28 20 25 15 02 15 51 15 12 6 22 2 01 1",
        "BR": "12 380 26 300 27 130 02 75 47 35 17 15 72 10 52 8 24 4 20 2",
        "CN": "85 620 84 130 90 55 39 30 62 10 61 10 64 6 95 6",
        "RU": "27 720 44 38 74 35 26 30 76 25 71 25 03 24 75 20 31 12 15 12 29 12 47 10 12 8 28 6 72 6 40 5 02 4 10 2",
        "DE": "87 240 84 240 85 150 90 100 30 90 39 45 38 25 49 2",
        "MY": "85 440 27 330 84 50 39 30 90 25 15 20 40 8 26 8 21 4",
        "VN": "85 600 84 70 64 30 52 25 62 20 40 20 08 18 61 15 10 12 94 10 07 10 11 8 09 3 03 12",
        "SA": "27 830 39 75 29 75 25 6",
        "ID": "27 320 72 240 15 85 26 70 75 50 47 30 38 30 85 30 29 20 64 20 03 15 40 12 14 3 12 3 18 4",
        "TH": "85 270 84 160 08 120 40 85 39 80 07 25 29 25 87 20 44 20 11 12 10 10 17 8 16 3 35 6 13 1",
        "CH": "71 680 30 100 91 55 90 50 84 45 29 25",
        "AE": "27 820 39 90 71 30 25 12",
        "CL": "26 470 74 330 08 80 28 60 47 25 02 10 22 8 03 6 44 6",
        "CA": "26 160 27 110 47 90 12 80 10 60 84 60 31 50 85 40 44 30 02 25 03 25 15 25 43 1 01 1",
        "IQ": "27 998",
        "OM": "27 930 29 40 39 20",
        "KW": "27 880 29 60 39 40",
        "QA": "27 850 29 60 39 50 25 8",
        "AO": "27 985 71 4",
        "PE": "26 880 23 50 74 25 08 10 03 7 15 3",
        "ZA": "26 440 71 350 72 60 27 20 08 12 51 10 47 10",
        "CD": "74 530 28 200 81 120 26 120",
        "NZ": "04 380 02 180 44 170 19 80 08 45 03 40 21 20 51 15 47 15 35 12 05 10 01 3 41 2",
        "FR": "33 170 88 130 84 110 30 100 22 90 85 90 42 60 10 55 90 45 02 20 04 12 97 4 01 3",
        "NL": "84 330 19 90 30 80 39 60 90 60 38 40 02 30 04 25 06 8 18 8 21 12",
        "IE": "85 520 30 110 90 90 29 60 04 30 02 20 19 40",
        "IT": "84 240 30 120 42 70 62 60 85 60 90 50 87 45 64 45 94 30 33 25 61 25 41 20 18 6 19 4 22 6",
        "GB": "71 150 87 150 84 120 30 90 27 90 90 80 85 70 22 20 97 20 03 6",
        "IN": "29 120 26 110 85 90 84 70 27 70 03 65 71 60 52 60 39 50 72 50 15 35 25 35 10 30 13 8 09 7 05 4",
        "SG": "85 360 84 200 39 100 90 70 29 60 33 50 27 40 30 20",
        "PH": "85 560 84 130 26 90 74 50 08 25 27 15",
        "MX": "85 280 26 230 84 110 87 100 90 80 74 70 02 10 22 6",
        "KZ": "27 330 26 200 74 160 72 80 28 60 79 20 12 12 10 10 15 6 41 3",
        "MM": "26 300 27 150 28 100 71 70 40 30 07 25 10 20 12 12 08 12 03 12 80 10",
        "MN": "27 640 26 310 51 20 71 10 02 3 05 2",
        "ES": "02 260 26 130 30 90 84 90 39 60 74 50 15 14 22 12 20 4",
        "SE": "84 180 30 170 87 120 85 100 26 80 47 60 48 30",
        "AT": "84 280 85 200 87 120 30 60 48 12",
        "BE": "30 260 84 100 71 90 39 90 29 80 87 60 18 6",
        "NO": "27 260 03 220 84 110 90 50 28 20",
        "HK": "71 250 85 150 84 100 39 40 76 30 74 30 24 40 21 12",
        "IL": "85 660 90 120 84 60 31 20",
        "AR": "12 330 02 260 10 110 15 60 03 20 24 10 41 8 23 6",
        "CO": "27 830 72 60 74 40",
        "IR": "39 250 29 160 26 150 72 130 27 100 08 30 25 20",
        "EC": "03 460 26 320 27 120 08 40 44 20 06 2",
        "PK": "74 270 52 200 10 130 26 90 03 60 12 30 25 20",
        "TR": "26 260 25 140 84 80 28 60 57 8 08 6",
        "UA": "10 330 15 250 26 150 23 80",
        "UZ": "27 330 52 260 74 120 28 60 07 10 13 6",
        "KG": "26 250 71 120 41 60 01 10 24 20",
        "CI": "27 400 40 200 18 100 52 40 26 60 08 20",
        "FI": "84 230 47 220 85 120 44 60 48 60 26 30 43 16",
        "DK": "30 160 84 180 02 100 90 80 43 20 03 30 35 30 04 12",
        "PL": "74 250 84 150 85 120 87 80 94 40",
        "HU": "85 280 84 200 87 130 90 110 02 10",
        "CZ": "85 300 84 220 90 90 87 70 95 20",
        "KH": "62 200 61 150 71 150 10 120 42 100 43 20 08 30",
        "BD": "62 300 61 200 53 80 64 60 41 50 03 30 67 12",
        "NG": "27 700 26 60 12 50 39 40 41 10",
        "EG": "27 500 08 60 53 40 25 60",
        "GR": "27 300 25 200 76 60",
        "PA": "26 600 03 80 74 100 23 20",
        "LR": "26 500 40 200 44 200",
        "NES": "71 700 97 20 85 60",
    },
}
