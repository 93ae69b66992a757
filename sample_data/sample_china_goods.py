"""Tables behind sample_china_provinces.py: provinces of China, their partners and their goods, 2017 to 2019.

PUBLISHED marks figures that follow from E. A. Sherin, "Foreign Trade Cooperation between China and Siberian Regions",
World Economy and International Relations, 2024, vol. 68, no. 5, pp. 81-90. ASSUMED marks everything else: orders of
magnitude chosen so that the published figures hold. They are not official statistics.
Provinces are named by the second half of their ISO 3166-2 code, partners by ISO 3166-1.
"""

YEARS = (2017, 2018, 2019)

# China's trade with Russia as China printed it, and the weights of its trade with all others (ASSUMED). Million USD.
WITH_RUSSIA = {"export": (42_800, 48_000, 49_700), "import": (41_400, 58_900, 61_100)}
WITH_OTHERS = {"export": (2_221_000, 2_439_000, 2_450_000), "import": (1_803_000, 2_077_000, 2_017_000)}

# PUBLISHED: provinces in China's trade with Russia over the three years, thousandths.
PART_OF_CHINA = {
    "export": {"ZJ": 186, "GD": 174, "JS": 101, "HL": 29, "XJ": 28, "NM": 9, "JL": 2},
    "import": {"HL": 274, "BJ": 263, "SD": 173},
}
# PUBLISHED: Russia in the province's own trade over the three years, thousandths; for the exports of Zhejiang and
# Guangdong the paper says "almost 25%". All these shares are large, and they stand in nearly one ratio to the shares
# above (2.1 for imports, 1.3 for exports), so they are likely a rescaled series in the paper's own source. They are
# kept as printed, and the trade of these provinces with others is cut to fit them.
PART_OF_PROVINCE = {
    "export": {"ZJ": 248, "GD": 246, "JS": 134, "SD": 128},
    "import": {"HL": 576, "BJ": 551, "SD": 363},
}

# ASSUMED: the other provinces, weights in China's trade with Russia and Russia's thousandths of their own trade:
# exports, imports. The paper names the provinces to which Russia matters most; here it matters less than to those.
OTHER_PROVINCES = """
AH 150 24 20 4
BJ 460 42 - -
CQ 130 13 20 4
FJ 720 33 140 14
GD - - 360 7
GS 10 21 20 24
GX 40 11 20 4
GZ 10 9 3 4
HA 170 16 30 5
HB 130 19 30 9
HE 430 58 130 36
HI 6 9 12 8
HL - 121 - -
HN 80 15 20 8
JL - 31 90 33
JS - - 260 7
JX 110 16 20 7
LN 260 26 520 66
NM - 92 240 158
NX 7 16 3 9
QH 3 29 1 16
SC 140 16 20 4
SD 960 - - -
SH 580 15 380 8
SN 50 7 15 4
SX 30 14 40 38
TJ 220 24 200 20
XJ - 84 160 139
XZ 2 12 1 17
YN 20 8 10 5
ZJ - - 270 14
"""

# Number and name of the province as Chinese customs print them. ASSUMED: the other partners with their weights.
PROVINCES = {
    "AH": ("34", "安徽省", "US 50 JP 22 DE 16", "CL 45 AU 30 JP 20"),
    "BJ": ("11", "北京市", "US 30 HK 26 SG 20 DE 14", "SA 38 DE 24 US 20 AO 18"),
    "CQ": ("50", "重庆市", "US 48 DE 30 KR 14", "KR 40 VN 24 JP 22"),
    "FJ": ("35", "福建省", "US 48 JP 20 HK 18 DE 12", "AU 34 ID 26 US 20 SA 18"),
    "GD": ("44", "广东省", "HK 48 US 32 JP 8 DE 7", "TW 34 KR 26 JP 24 MY 16"),
    "GS": ("62", "甘肃省", "US 40 HK 34 KZ 12", "KZ 50 AU 30 CL 18"),
    "GX": ("45", "广西壮族自治区", "VN 66 HK 20 US 12", "VN 58 BR 20 AU 16"),
    "GZ": ("52", "贵州省", "HK 50 US 28 IN 14", "AU 42 US 28 ID 18"),
    "HA": ("41", "河南省", "US 62 JP 12 DE 12", "TW 44 VN 26 KR 24"),
    "HB": ("42", "湖北省", "US 44 HK 34 IN 16", "JP 40 KR 26 AU 22"),
    "HE": ("13", "河北省", "US 46 KR 24 JP 16 DE 12", "AU 60 BR 24 US 12"),
    "HI": ("46", "海南省", "US 38 VN 30 HK 26", "AU 40 AO 30 US 24"),
    "HL": ("23", "黑龙江省", "US 40 KR 26 JP 20 HK 12", "US 30 SA 28 BR 24 DE 16"),
    "HN": ("43", "湖南省", "HK 46 US 34 KR 12", "AU 42 KR 28 DE 24"),
    "JL": ("22", "吉林省", "KR 34 US 24 JP 20 DE 16", "DE 62 JP 24 US 10"),
    "JS": ("32", "江苏省", "US 46 JP 18 HK 18 KR 14", "KR 38 TW 28 JP 26 AU 8"),
    "JX": ("36", "江西省", "US 44 HK 30 JP 16", "CL 48 AU 26 TW 22"),
    "LN": ("21", "辽宁省", "JP 40 US 28 KR 22 DE 8", "SA 36 DE 28 JP 24 BR 12"),
    "NM": ("15", "内蒙古自治区", "MN 44 US 26 KR 18 JP 10", "MN 72 AU 14 US 8"),
    "NX": ("64", "宁夏回族自治区", "US 44 JP 30 DE 18", "AU 42 US 30 JP 24"),
    "QH": ("63", "青海省", "US 44 JP 28 HK 24", "AU 56 US 24 JP 16"),
    "SC": ("51", "四川省", "US 56 HK 22 DE 14", "US 40 KR 30 JP 22"),
    "SD": ("37", "山东省", "US 38 JP 26 KR 22 HK 10", "BR 36 KR 24 US 22 AU 18"),
    "SH": ("31", "上海市", "US 44 JP 18 HK 18 DE 12", "JP 28 US 26 DE 26 TW 18"),
    "SN": ("61", "陕西省", "HK 44 US 28 KR 22", "TW 46 KR 34 US 16"),
    "SX": ("14", "山西省", "US 66 KR 14 JP 12", "TW 40 KR 26 AU 24"),
    "TJ": ("12", "天津市", "US 38 KR 24 JP 22 HK 14", "US 30 DE 28 JP 22 KR 18"),
    "XJ": ("65", "新疆维吾尔自治区", "KZ 58 KG 30 US 8", "KZ 76 US 12 DE 8"),
    "XZ": ("54", "西藏自治区", "NP 70 US 14 HK 12", "DE 50 NP 24 US 20"),
    "YN": ("53", "云南省", "MM 46 VN 28 HK 22", "MM 54 CL 22 AU 16"),
    "ZJ": ("33", "浙江省", "US 50 DE 18 JP 14 HK 10", "AU 30 TW 24 KR 24 US 20"),
}

# Number and name of the partner as Chinese customs print them.
PARTNERS = {
    "AO": ("202", "安哥拉"),
    "AU": ("601", "澳大利亚"),
    "BR": ("410", "巴西"),
    "CL": ("412", "智利"),
    "DE": ("304", "德国"),
    "HK": ("110", "中国香港"),
    "ID": ("112", "印度尼西亚"),
    "IN": ("111", "印度"),
    "JP": ("116", "日本"),
    "KG": ("146", "吉尔吉斯斯坦"),
    "KR": ("133", "韩国"),
    "KZ": ("145", "哈萨克斯坦"),
    "MM": ("106", "缅甸"),
    "MN": ("124", "蒙古"),
    "MY": ("122", "马来西亚"),
    "NP": ("125", "尼泊尔"),
    "RU": ("344", "俄罗斯联邦"),
    "SA": ("131", "沙特阿拉伯"),
    "SG": ("132", "新加坡"),
    "TW": ("143", "中国台湾"),
    "US": ("502", "美国"),
    "VN": ("141", "越南"),
}

# ASSUMED: goods traded with Russia, with their weights; "*" stands for every other province.
RUSSIAN_GOODS = {
    "export": {
        "*": "valve 12 plastic 14 carpart 16 laptop 14 tyre 10 furniture 8 vitamin 6 sweater 10 steelwork 8 phone 12",
        "AH": "carpart 30 laptop 26 aircon 20",
        "BJ": "phone 34 steelwork 30 laptop 20",
        "CQ": "laptop 52 carpart 28 phone 12",
        "FJ": "shoes 44 trousers 24 ceramics 14 lamp 12",
        "GD": "phone 42 laptop 16 toy 14 lamp 14 aircon 12",
        "GS": "silicon 40 apple 34 potato 16",
        "HA": "phone 62 tyre 14 garlic 12",
        "HE": "fur 46 steelwork 22 tyre 16 zincsheet 12",
        "HL": "shoes 26 sweater 24 tomato 18 apple 14 furniture 12",
        "JL": "carpart 40 apple 26 furniture 20",
        "JS": "laptop 32 solar 12 valve 20 fabric 18 plastic 16",
        "LN": "zincsheet 34 valve 26 apple 16 pollackfillet 10",
        "NM": "tomato 40 apple 26 steelwork 22",
        "SD": "tyre 40 garlic 14 apple 14 fabric 14 carpart 16",
        "SH": "laptop 34 carpart 26 sweater 22",
        "SX": "phone 60 steelwork 24 silicon 12",
        "XJ": "shoes 36 sweater 30 trousers 18 tomato 12",
        "YN": "coffee 40 silicon 30 apple 22",
        "XZ": "carpet 60 sweater 40",
        "ZJ": "sweater 26 valve 20 fabric 18 furniture 16 lamp 16",
    },
    "import": {
        "*": "sawnwood 26 pulp 22 copper 20 nickel 12 aluminium 12 oil 10 pollack 8 sunoil 8 polyethylene 8",
        "BJ": "oil 84 lng 6 potash 6 pulp 4",
        "FJ": "coal 46 pulp 26 sawnwood 18",
        "GD": "copper 34 coal 30 nickel 18 diamond 10",
        "GS": "nickel 60 sawnwood 24 copper 14",
        "HE": "coal 46 ironore 34 pulp 12",
        "HL": "oil 88 sawnwood 5 electricity 2 log 3 soybean 2",
        "JL": "cokingcoal 40 pollack 26 ironore 22 crab 10",
        "JX": "copper 70 sawnwood 20 pulp 10",
        "LN": "oil 62 pollack 16 coal 12 fueloil 10",
        "NM": "log 26 sawnwood 42 coal 14 copperore 14",
        "SD": "oil 72 fueloil 8 pollack 8 anthracite 6 pulp 6",
        "SH": "copper 30 nickel 24 lng 22 diamond 14",
        "SX": "cokingcoal 70 nickel 20 sawnwood 10",
        "TJ": "lng 40 pulp 24 coal 22 copper 12",
        "XJ": "sunoil 30 coal 26 sawnwood 24 copper 16",
        "ZJ": "copper 38 oil 26 pulp 16 crab 14",
    },
}

# ASSUMED: what a province may trade with other partners; it trades one of these goods.
OTHER_GOODS = {
    "export": {
        "DE": "laptop solar furniture vitamin",
        "HK": "chip phonepart phone",
        "IN": "phonepart solar vitamin",
        "JP": "sweater laptop carpart vegetable",
        "KG": "shoes trousers",
        "KR": "chip zincsheet carpart",
        "KZ": "sweater shoes",
        "MM": "fabric phone",
        "MN": "steelwork potato",
        "NP": "sweater apple",
        "SG": "chip fueloil",
        "US": "laptop phone furniture toy sweater carpart",
        "VN": "phonepart fabric garlic",
    },
    "import": {
        "AO": "oil",
        "AU": "ironore lng beef",
        "BR": "soybean ironore pulp",
        "CL": "copperore pulp",
        "DE": "car carpart medicine",
        "ID": "coal pulp",
        "JP": "capacitor carpart",
        "KR": "memory xylene display",
        "KZ": "gas",
        "MM": "tinore rubber",
        "MN": "cokingcoal",
        "MY": "chip lng",
        "NP": "carpet",
        "SA": "oil",
        "TW": "chip memory",
        "US": "soybean car chip",
        "VN": "phonepart rubber",
    },
}

# ASSUMED but for the codes: good, code, first unit, US cents for one, second unit, how many to one first, Chinese name.
GOODS = """
aircon 84151021 台 19000 千克 40 制冷量≤4千大卡/时的分体式空气调节器
aluminium 76011090 千克 200 - 0 其他未锻轧非合金铝
anthracite 27011100 千克 11 - 0 无烟煤
apple 08081000 千克 110 - 0 鲜苹果
beef 02023000 千克 480 - 0 冻去骨牛肉
capacitor 85322410 千克 16000 千个 40 片式多层瓷介电容器
car 87032342 辆 3900000 千克 2000 1500<排量≤2000毫升的越野车
carpart 87089999 千克 560 - 0 机动车辆用未列名零件、附件
carpet 57011000 千克 3400 平方米 0.3 羊毛或动物细毛制的结织栽绒地毯
ceramics 69101000 千克 130 件 0.07 瓷制固定卫生设备
chip 85423190 个 140 千克 0.002 其他用作处理器及控制器的集成电路
coal 27011290 千克 8 - 0 其他烟煤
coffee 09011100 千克 280 - 0 未浸除咖啡碱的未焙炒咖啡
cokingcoal 27011210 千克 13 - 0 炼焦煤
copper 74031119 千克 630 - 0 其他精炼铜阴极
copperore 26030000 千克 170 - 0 铜矿砂及其精矿
crab 03061490 千克 1900 - 0 其他冻蟹
diamond 71023100 克拉 9000 - 0 未加工的非工业用钻石
display 90138030 个 2400 千克 0.4 液晶显示板
electricity 27160000 千瓦时 4.6 - 0 电力
fabric 54075200 米 95 千克 0.16 染色的聚酯变形长丝机织物
fueloil 27101922 千克 42 - 0 5-7号燃料油
fur 43031010 件 38000 千克 1.8 毛皮衣服
furniture 94036099 件 5200 千克 22 未列名木家具
garlic 07032010 千克 95 - 0 鲜或冷藏的蒜头
gas 27112100 千克 29 - 0 气态天然气
ironore 26011120 千克 8.2 - 0 平均粒度在0.8毫米及以上的未烧结铁矿砂
lamp 94054090 千克 1200 - 0 未列名电灯及照明装置
laptop 84713090 台 32000 千克 2.1 其他便携式自动数据处理设备
lng 27111100 千克 42 - 0 液化天然气
log 44032300 千克 16 立方米 0.0014 云杉和冷杉原木
medicine 30049090 千克 18000 - 0 未列名已配定剂量的药品
memory 85423290 个 290 千克 0.001 其他存储器
nickel 75021090 千克 1280 - 0 其他未锻轧的非合金镍
oil 27090000 千克 47 - 0 石油原油及从沥青矿物提取的原油
phone 85171210 台 9800 千克 0.4 手持(包括车载)式无线电话机
phonepart 85177030 千克 6900 - 0 手持式无线电话机用零件(天线除外)
plastic 39269090 千克 410 - 0 其他塑料制品
pollack 03036700 千克 130 - 0 冻狭鳕鱼
pollackfillet 03047500 千克 310 - 0 冻狭鳕鱼片
polyethylene 39012000 千克 120 - 0 初级形状的聚乙烯，比重≥0.94
potash 31042090 千克 27 - 0 其他氯化钾
potato 07019000 千克 34 - 0 其他鲜或冷藏的马铃薯
pulp 47032100 千克 68 - 0 半漂白或漂白的针叶木碱木浆
rubber 40012200 千克 150 - 0 技术分类天然橡胶
sawnwood 44071200 千克 33 立方米 0.002 云杉和冷杉木板材
shoes 64029929 双 480 千克 0.62 其他塑料制鞋面的鞋靴
silicon 28046900 千克 175 - 0 其他硅
solar 85414020 个 4200 千克 12 太阳能电池
soybean 12019010 千克 40 - 0 黄大豆，种用除外
steelwork 73089000 千克 190 - 0 其他钢铁结构体及其部件
sunoil 15121100 千克 78 - 0 初榨的葵花油和红花油
sweater 61103000 件 420 千克 0.33 化纤制针织套头衫、开襟衫等
tinore 26090000 千克 240 - 0 锡矿砂及其精矿
tomato 07020000 千克 105 - 0 鲜或冷藏的番茄
toy 95030060 套 260 千克 0.3 智力玩具
trousers 62034290 条 520 千克 0.55 棉制男式长裤、工装裤等
tyre 40112000 条 10500 千克 55 客车或货车用新充气橡胶轮胎
valve 84818040 套 900 千克 1.3 其他阀门
vegetable 07129099 千克 310 - 0 其他干蔬菜及什锦干蔬菜
vitamin 29362700 千克 620 - 0 未混合的维生素C及其衍生物
xylene 29024300 千克 92 - 0 对二甲苯
zincsheet 72104900 千克 78 - 0 其他镀或涂锌的铁或非合金钢宽板材
"""
