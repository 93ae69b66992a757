"""What is traded: goods with real codes and rough unit values, and baskets of them. Used by sample_customs.py.

A basket is "good weight good weight ..."; the weights of the 2021 baskets with China are hundredths of a percent, and
those named PUBLISHED are printed in Sherin (2024), see sample_figures.py. Codes are 10-digit codes of the Eurasian
nomenclature (TN VED) whose first six digits are HS 2017; endings and unit values are illustrative.
"""

# Name, code, supplementary unit (- none), USD per kg in 2021, kg per supplementary unit, price series.
# Electricity has no weight: USD per kg is 0, and the next column is USD per unit.
GOODS = """
oil         2709009009 -   0.50    1      oil
condensate  2709001009 -   0.52    1      oil
lng         2711110000 -   0.45    1      oil
lpg         2711129700 -   0.55    1      oil
petroleum   2710194210 -   0.55    1      oil
fuel_oil    2710196809 -   0.38    1      oil
coking_coal 2701121000 -   0.125   1      coal
steam_coal  2701190000 -   0.085   1      coal
anthracite  2701110000 -   0.11    1      coal
pet_coke    2713120000 -   0.45    1      oil
coke        2704001900 -   0.32    1      coal
power       2716000000 246 0       32     other
fluorite    2529220000 -   0.25    1      other
asbestos    2524900000 -   0.35    1      other
iron_ore    2601120000 -   0.13    1      metal
iron_conc   2601110000 -   0.12    1      metal
copper_ore  2603000000 -   1.90    1      metal
lead_ore    2607000009 -   2.10    1      metal
zinc_ore    2608000000 -   1.10    1      metal
precious    2616900001 -   9.50    1      metal
silver_ore  2616100000 -   7.00    1      metal
antimony    2617100000 -   3.20    1      metal
tungsten    2611000000 -   9.00    1      metal
moly_ore    2613900000 -   8.50    1      metal
chrome_ore  2610000000 -   0.25    1      metal
sawn_pine   4407119300 113 0.34    550    wood
sawn_spruce 4407129100 113 0.33    500    wood
sawn_larch  4407199300 113 0.36    650    wood
sawn_birch  4407960009 113 0.45    650    wood
logs_pine   4403211100 113 0.12    800    wood
logs_larch  4403251000 113 0.13    850    wood
plywood     4412330000 113 0.80    650    wood
mdf         4411129000 055 0.45    7      wood
pulp        4703210000 -   0.62    1      wood
pulp_brown  4703110000 -   0.52    1      wood
kraftliner  4804115900 -   0.60    1      wood
coated_pap  4810190000 -   1.00    1      wood
paper       4802559000 -   0.95    1      wood
aluminium   7601100000 -   2.35    1      metal
alu_alloy   7601208009 -   2.55    1      metal
alu_parts   7616999008 -   5.00    1      metal
copper      7403110000 -   9.00    1      metal
nickel      7502100000 -   17.5    1      metal
zinc        7901110000 -   2.90    1      metal
tin         8001100000 -   30.0    1      metal
titanium    8108909008 -   28.0    1      metal
pig_iron    7201101900 -   0.48    1      metal
ferrosil    7202210000 -   1.90    1      metal
billets     7207121000 -   0.58    1      metal
hot_rolled  7208390000 -   0.80    1      metal
coated      7210490009 -   1.10    1      metal
bars        7214200000 -   0.70    1      metal
rails       7302102200 -   0.85    1      metal
steel_pipe  7304291009 -   1.70    1      metal
steelwork   7308909809 -   2.60    1      metal
bolts       7318158100 -   2.90    1      metal
iron_ware   7326909807 -   3.40    1      metal
tools       8207199009 -   9.00    1      other
diamonds    7102310000 162 500000  0.0002 other
gold        7108120001 -   57000   1      other
palladium   7110210000 -   75000   1      other
jade        7103100000 -   30.0    1      other
bricks      6902209900 -   0.95    1      other
flat_glass  7005298000 055 0.60    12     other
tiles       6907219009 055 0.55    18     other
fertiliser  3102300000 -   0.30    1      other
potash      3104205000 -   0.32    1      other
compound    3105201000 -   0.48    1      other
ammonia     2814100000 -   0.48    1      other
methanol    2905110000 -   0.36    1      oil
benzene     2902200000 -   0.85    1      oil
xylene      2902430000 -   0.75    1      oil
acids       2922410000 -   2.30    1      other
phthalic    2917360000 -   0.85    1      other
carbon      2803000000 -   1.05    1      other
alumina     2818200000 -   0.36    1      metal
silicon     2804690000 -   2.40    1      metal
polysilicon 2804610000 -   14.0    1      metal
cu_sulfate  2833250000 -   2.20    1      other
na_sulfate  2833110000 -   0.16    1      other
al_fluoride 2826121000 -   1.30    1      other
uranium     2844200000 -   600     1      other
medicines   3004900002 -   60.0    1      other
pigments    3206110000 -   2.80    1      other
additives   3824999609 -   2.10    1      other
polyprop    3902100000 -   1.15    1      oil
polyethyl   3901109000 -   1.10    1      oil
pvc         3904100009 -   1.00    1      oil
plastic_art 3926909709 -   4.20    1      other
plastic_flm 3920202900 -   2.90    1      other
tyres       4011209000 796 2.90    55     other
rubber      4002190000 -   1.70    1      oil
rubber_art  4016930005 -   9.00    1      other
computers   8471300000 796 95.0    2.2    other
phones      8517120000 796 260     0.35   other
telecom     8517620009 796 95.0    1.5    other
parts_tv    8529909600 -   38.0    1      other
machines    8479899708 796 14.0    350    other
process     8419899890 796 13.0    2600   other
exchangers  8419500000 -   12.0    1      other
turbines    8411822000 796 70.0    9000   other
gensets     8502398000 796 15.0    5000   other
pumps       8413708100 796 13.0    60     other
compressors 8414807800 796 12.0    900    other
valves      8481807399 -   12.0    1      other
excavators  8429521009 796 5.20    21000  other
mining_mach 8430500002 796 9.00    18000  other
mach_parts  8431498009 -   5.60    1      other
crushers    8474200000 796 6.00    8000   other
boilers     8402190009 796 7.00    12000  other
reactors    8401300000 -   650     1      other
converters  8504408200 796 18.0    3      other
boards      8537109800 -   28.0    1      other
cables      8544499109 -   9.00    1      other
electrodes  8545110089 -   3.60    1      other
instruments 9026102900 -   70.0    1      other
med_instr   9018908409 -   65.0    1      other
trucks      8704239108 796 5.60    15000  other
cars        8703231940 796 12.5    1350   other
car_parts   8708999709 -   7.50    1      other
bikes       8711209200 796 5.50    110    other
locomotives 8602100001 796 8.00    120000 other
wagons      8606929000 796 2.20    23000  other
aircraft    8803300000 -   600     1      other
clothing    6110309900 796 14.0    0.35   other
footwear    6402999800 715 13.0    0.7    other
furniture   9403609000 796 3.80    22     other
toys        9503009909 -   8.00    1      other
bags        4202929800 -   9.00    1      other
wool        5105290000 -   7.00    1      other
knitwool    6110113000 796 45.0    0.3    other
meat        0202309008 -   4.10    1      food
horsemeat   0205008000 -   2.30    1      food
chicken     0207149900 -   2.20    1      food
cheese      0406903900 -   4.60    1      food
pollock     0303670000 -   1.20    1      food
salmon      0303120000 -   4.40    1      food
crab        0306339000 -   19.0    1      food
shrimps     0306179900 -   8.00    1      food
honey       0409000000 -   2.60    1      food
antlers     0510000000 -   180     1      food
ivory       0507100000 -   120     1      food
vegetables  0703101900 -   0.55    1      food
tomatoes    0702000009 -   1.10    1      food
citrus      0805211000 -   1.00    1      food
pine_nuts   0802909100 -   11.0    1      food
wheat       1001990000 -   0.25    1      food
barley      1003900000 -   0.23    1      food
oats        1004900000 -   0.22    1      food
flour       1101001509 -   0.33    1      food
peas        0713109009 -   0.31    1      food
lentils     0713400000 -   0.62    1      food
soybeans    1201900000 -   0.55    1      food
flax        1204009000 -   0.78    1      food
rapeseed    1205109000 -   0.60    1      food
rape_oil    1514119009 -   1.25    1      food
sun_oil     1512119009 -   1.20    1      food
bran        2302301000 -   0.18    1      food
chocolate   1806905001 -   3.60    1      food
biscuits    1905311900 -   2.10    1      food
pasta       1902191000 -   0.90    1      food
tomato_pst  2002903900 -   0.95    1      food
drinks      2202100000 112 0.70    1      food
beer        2203000100 112 0.80    1      food
tobacco     2402209000 798 16.0    0.9    food
secret      XXXXXXXXXX -   90.0    1      other
"""

# Unit values in percent of 2021, 2017 to 2020.
PRICES = {
    "oil": (75, 101, 91, 59),
    "coal": (72, 85, 70, 56),
    "metal": (78, 84, 76, 72),
    "wood": (82, 88, 80, 76),
    "food": (86, 86, 84, 88),
    "other": (93, 97, 96, 96),
}

# Baskets of Siberian regions in trade with China, 2021. PUBLISHED: the shares of KHM, IRK and KYA exports named in the
# comments, and the leading goods of every other region; ASSUMED: the rest.
EXPORTS_TO_CHINA = {
    # crude oil 98.6%
    "KHM": "oil 9860 sawn_pine 60 petroleum 50 machines 30",
    # crude oil 45.24%, timber 22.03%, pulp 20.42%
    "IRK": "oil 4524 sawn_pine 1100 sawn_larch 700 logs_pine 250 plywood 153 pulp 1800 pulp_brown 242 "
    "aluminium 600 iron_conc 180 steam_coal 150 kraftliner 110 silicon 71 pvc 60 soybeans 40 methanol 20",
    # timber 35.23%, lead ores 16.92%, aluminium 16.41%, precious metal ores 16.29%
    "KYA": "sawn_pine 1700 sawn_larch 1123 logs_larch 500 plywood 200 lead_ore 1692 aluminium 1241 "
    "alu_alloy 400 precious 1629 steam_coal 600 oil 300 nickel 180 rapeseed 150 oats 100 machines 105 copper 80",
    "KEM": "coking_coal 5200 steam_coal 3500 coke 200 billets 450 fertiliser 150 sawn_pine 150 rapeseed 130 "
    "iron_conc 120 alu_alloy 100",
    "NVS": "anthracite 5200 electrodes 600 rape_oil 600 rapeseed 500 sawn_pine 500 machines 500 chicken 400 "
    "tin 300 ferrosil 300 polyprop 200 instruments 200 flax 200 flour 200 chocolate 150 pine_nuts 150",
    "SA": "coking_coal 7000 steam_coal 1600 diamonds 500 antimony 300 oil 300 sawn_larch 250 ivory 50",
    "KK": "steam_coal 6900 aluminium 2100 sawn_pine 400 moly_ore 300 ferrosil 300",
    "BU": "steam_coal 5600 sawn_pine 1700 kraftliner 700 jade 500 tungsten 500 machines 300 petroleum 200 "
    "oats 200 billets 200 flax 100",
    # crude oil, then natural gas
    "YAN": "condensate 600 oil 5000 lng 4250 petroleum 120 machines 30",
    "AL": "petroleum 4800 antlers 1700 sawn_pine 1500 pine_nuts 1100 honey 900",
    "ZAB": "copper_ore 3600 iron_ore 2700 lead_ore 1100 sawn_pine 800 steam_coal 600 zinc_ore 500 precious 400 "
    "rapeseed 300",
    "TY": "zinc_ore 6600 lead_ore 1700 copper_ore 900 steam_coal 600 sawn_pine 200",
    "TOM": "sawn_pine 3000 mdf 1500 logs_pine 800 plywood 300 polyprop 1500 methanol 900 pine_nuts 500 "
    "machines 500 rape_oil 500 instruments 500",
    "OMS": "rapeseed 3000 flax 2400 rape_oil 900 polyprop 900 sawn_birch 900 benzene 500 carbon 500 wheat 300 "
    "lentils 300 machines 300",
    "ALT": "rapeseed 2600 flax 2300 rape_oil 1300 sawn_birch 1300 flour 700 sun_oil 700 oats 600 bran 300 honey 200",
    "TYU": "rape_oil 4300 rapeseed 1700 sawn_pine 1500 polyprop 1200 machines 800 peas 500",
}
IMPORTS_FROM_CHINA = {
    # machinery 32.44%, ferrous metals and products 10.94%, plastics 9.92%, land vehicles 7.96%
    "NVS": "computers 700 machines 600 telecom 500 excavators 500 converters 350 valves 350 compressors 244 "
    "coated 500 steelwork 300 bolts 294 plastic_art 400 pvc 300 plastic_flm 292 trucks 350 car_parts 300 "
    "bikes 146 footwear 550 clothing 550 furniture 400 toys 400 bags 150 vegetables 300 tomato_pst 200 "
    "shrimps 130 tyres 350 acids 200 pigments 144 tiles 250 med_instr 150 tools 100",
    # machinery 92.94%
    "YAN": "process 4200 exchangers 2200 gensets 1300 valves 900 boards 694 steelwork 450 instruments 96 "
    "trucks 60 rubber_art 100",
    # machinery 52.17%, ferrous metals and products 8.51%, organic chemicals 7.57%
    "IRK": "machines 1500 excavators 1100 process 600 converters 600 mach_parts 617 cables 400 valves 400 "
    "steelwork 551 steel_pipe 300 xylene 400 phthalic 357 plastic_art 500 tyres 300 footwear 350 clothing 350 "
    "furniture 200 trucks 400 car_parts 200 vegetables 200 tomatoes 150 tomato_pst 100 tiles 125 "
    "al_fluoride 200 pet_coke 100",
    "KK": "silicon 3400 polysilicon 600 machines 1200 mach_parts 900 excavators 800 al_fluoride 500 "
    "steelwork 700 clothing 700 trucks 500 vegetables 400 pet_coke 300",
    "TY": "cu_sulfate 3900 na_sulfate 700 crushers 1200 pumps 900 acids 700 steelwork 700 clothing 900 "
    "trucks 600 vegetables 400",
    # the other regions: machinery leads; ASSUMED
    "*": "machines 1200 excavators 1000 mach_parts 800 pumps 700 converters 600 computers 500 valves 400 "
    "instruments 160 additives 500 tyres 400 plastic_art 400 acids 180 steelwork 450 iron_ware 300 coated 250 "
    "alu_parts 100 footwear 250 clothing 250 furniture 160 trucks 350 car_parts 250 vegetables 250 "
    "tomato_pst 150 bricks 120 pet_coke 110 tiles 60 flat_glass 60 coated_pap 50",
}
# Trade with China of regions outside Siberia, ASSUMED; "*" for the regions not named.
EXPORTS_TO_CHINA |= {
    "MOW": "oil 5800 petroleum 700 lng 900 copper 700 iron_ore 300 sawn_spruce 250 wheat 100 sun_oil 300 "
    "medicines 50 reactors 250 potash 350 palladium 300",
    "SPE": "oil 4200 nickel 1200 pulp 700 turbines 500 sawn_spruce 900 pollock 600 copper 1900",
    "SAK": "lng 5200 oil 3600 pollock 700 steam_coal 500",
    "PRI": "pollock 3300 crab 2300 soybeans 900 logs_larch 2100 tungsten 900 steam_coal 500",
    "KHA": "steam_coal 3200 logs_larch 2600 sawn_larch 1900 petroleum 1300 pollock 1000",
    "AMU": "power 3000 soybeans 3600 iron_ore 1800 gold 1600",
    "MAG": "silver_ore 5500 gold 3500 pollock 1000",
    "KAM": "pollock 4600 crab 3700 salmon 1700",
    "YEV": "iron_conc 8600 logs_larch 500 soybeans 900",
    "PER": "potash 5200 pulp 1500 compound 1800 paper 1500",
    "TA": "oil 5000 polyethyl 2600 rubber 2400",
    "CHE": "hot_rolled 3800 zinc 2600 copper_ore 2300 rapeseed 1300",
    "SVE": "copper 3800 titanium 1900 asbestos 1700 sawn_spruce 2600",
    "*": "sawn_spruce 2400 machines 2300 copper 1800 sun_oil 2000 pulp 1500",
}
IMPORTS_FROM_CHINA |= {
    "MOW": "phones 1500 computers 1450 telecom 900 machines 900 converters 600 parts_tv 500 cars 650 "
    "car_parts 450 clothing 800 footwear 500 toys 450 furniture 350 plastic_art 450 medicines 200 acids 300",
    "FAR": "excavators 1400 trucks 1600 machines 1300 clothing 1500 footwear 1200 vegetables 900 steelwork 1100 "
    "tyres 1000",
    "EUR": "machines 2100 computers 1500 car_parts 1500 parts_tv 1300 clothing 1300 plastic_art 1200 steelwork 1100",
}

# Trade with all other partners: three goods by region, ASSUMED.
EXPORTS_TO_REST = {
    "AL": "sawn_pine 40 meat 35 cheese 25",
    "ALT": "coke 40 rape_oil 30 wagons 30",
    "BU": "steam_coal 60 aircraft 25 kraftliner 15",
    "IRK": "aluminium 50 oil 30 sawn_pine 20",
    "KEM": "steam_coal 55 coking_coal 30 billets 15",
    "KHM": "oil 85 petroleum 10 lpg 5",
    "KK": "aluminium 80 steam_coal 15 ferrosil 5",
    "KYA": "nickel 45 palladium 25 aluminium 30",
    "NVS": "steam_coal 40 machines 30 uranium 30",
    "OMS": "petroleum 35 rubber 25 polyprop 40",
    "SA": "diamonds 55 coking_coal 35 oil 10",
    "TOM": "polyprop 45 machines 35 mdf 20",
    "TY": "zinc_ore 50 coking_coal 40 lead_ore 10",
    "TYU": "polyprop 40 petroleum 35 steel_pipe 25",
    "YAN": "lng 60 condensate 25 oil 15",
    "ZAB": "steam_coal 55 fluorite 15 sawn_pine 30",
    "AMU": "gold 50 soybeans 30 iron_ore 20",
    "KAM": "pollock 45 crab 30 salmon 25",
    "KHA": "petroleum 45 steam_coal 40 logs_larch 15",
    "MAG": "gold 70 silver_ore 25 pollock 5",
    "PRI": "pollock 45 crab 25 cars 30",
    "SAK": "lng 50 oil 45 steam_coal 5",
    "YEV": "iron_conc 60 soybeans 25 sawn_larch 15",
    "CHE": "hot_rolled 55 rails 20 bars 25",
    "KDA": "wheat 45 petroleum 35 sun_oil 20",
    "KGD": "sun_oil 45 cars 35 furniture 20",
    "KLU": "cars 40 parts_tv 30 paper 30",
    "LEN": "fuel_oil 50 fertiliser 25 petroleum 25",
    "MOS": "machines 45 medicines 25 chocolate 30",
    "MOW": "oil 50 petroleum 32 wheat 18",
    "NIZ": "petroleum 45 steel_pipe 30 pvc 25",
    "PER": "potash 45 compound 30 fertiliser 25",
    "ROS": "wheat 55 sun_oil 25 coking_coal 20",
    "SAM": "petroleum 40 ammonia 40 cars 20",
    "SPE": "petroleum 55 turbines 15 hot_rolled 30",
    "SVE": "titanium 25 copper 45 rails 30",
    "TA": "oil 50 petroleum 20 rubber 30",
    "TUL": "compound 45 pig_iron 35 rubber 20",
}
IMPORTS_FROM_REST = {
    "KK": "alumina 70 mining_mach 20 additives 10",
    "KYA": "alumina 35 mining_mach 40 medicines 25",
    "IRK": "alumina 40 machines 40 electrodes 20",
    "YAN": "turbines 45 process 35 steelwork 20",
    "KLU": "car_parts 60 medicines 20 machines 20",
    "KGD": "car_parts 50 soybeans 25 machines 25",
    "PRI": "cars 60 machines 25 citrus 15",
    "*": "machines 50 medicines 25 car_parts 25",
}

# Kazakhstan and Mongolia have richer baskets, so that a study of either makes sense; ASSUMED.
NEIGHBOURS = {
    ("KZ", "export"): {
        "OMS": "petroleum 25 polyprop 15 carbon 10 machines 15 biscuits 12 drinks 8 chicken 15",
        "NVS": "electrodes 14 machines 20 steam_coal 8 medicines 8 chicken 14 biscuits 18 sawn_pine 18",
        "ALT": "coke 28 sawn_pine 16 boilers 12 flour 8 wagons 16 pasta 8 cheese 12",
        "KEM": "steam_coal 24 coke 20 rails 22 billets 14 fertiliser 12 machines 8",
        "KHM": "oil 70 petroleum 30",
        "YAN": "condensate 55 petroleum 45",
        "TY": "zinc_ore 75 lead_ore 20 coking_coal 5",
        "AL": "sawn_pine 45 meat 20 cheese 25 honey 10",
        "*": "petroleum 25 sawn_pine 25 machines 20 polyprop 15 steelwork 15",
    },
    ("KZ", "import"): {
        "OMS": "steam_coal 22 wheat 15 zinc 18 tomatoes 5 ferrosil 20 bars 20",
        "NVS": "wheat 18 zinc 22 machines 18 vegetables 12 drinks 12 clothing 18",
        "ALT": "wheat 30 coking_coal 18 chrome_ore 16 barley 16 zinc 20",
        "KEM": "ferrosil 38 iron_ore 30 chrome_ore 14 zinc 18",
        "*": "ferrosil 30 zinc 25 wheat 20 hot_rolled 25",
    },
    ("MN", "export"): {
        "IRK": "petroleum 72 sawn_pine 6 machines 8 biscuits 6 fertiliser 8",
        "BU": "power 22 machines 16 flour 14 chocolate 14 locomotives 20 chicken 14",
        "AL": "petroleum 45 sawn_pine 25 flour 18 biscuits 12",
        "TY": "power 60 sawn_pine 25 flour 15",
        "KYA": "petroleum 80 machines 12 beer 8",
        "*": "biscuits 20 wheat 20 machines 22 petroleum 20 tobacco 18",
    },
    ("MN", "import"): {
        "ZAB": "fluorite 62 horsemeat 18 knitwool 20",
        "*": "horsemeat 42 wool 20 knitwool 22 fluorite 16",
    },
}
