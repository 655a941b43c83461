"""Invented persons, units, periodicals and dates: none stands in a real source."""
import datetime

SURNAMES = (
    "李王张刘陈杨周吴徐孙马朱胡郭何林罗郑梁谢宋唐许韩邓冯曹彭曾田"
    "董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金"
)
GIVEN = (
    "明 华 丽 伟 静 勇 艳 杰 涛 霞 平 刚 桂英 建国 晓东 志强 海燕 文斌 雪梅 国庆 小红 玉兰 "
    "子涵 立新 春生 佳怡 永福 新民 秀珍 一鸣"
).split()
PLACES = "云溪市 青川县 临江区 东湖区 白石县 南屏市 柳河县 江口市 桐岭区 北川州".split()
TOWNS = "清河街道党工委 望山镇党委 长岭乡政府 石桥镇政府 清河街道办事处".split()
ORGANS = (
    "教育局 水利局 财政局 农业农村局 民政局 交通运输局 文化和旅游局 生态环境局 市场监督管理局 "
    "住房和城乡建设局 统计局 审计局 林业局 应急管理局 卫生健康委 发展和改革委员会 国资委 委宣传部 "
    "委组织部 委党校 委政策研究室 总工会 妇联 团委 人民法院 人民检察院 工商联 科协 残联 政协 "
    "机关事务管理局 退役军人事务局"
).split()
GROUPS = "党组理论学习中心组 党委理论学习中心组 党组 党委 机关党委".split()
OTHERS = (
    "云溪大学马克思主义学院 青川师范学院 南屏职业技术学院 云溪水务集团有限公司 临江建设集团党委 "
    "云溪市第一中学 青川县人民医院 白石县石桥村党支部 南屏市图书馆 云溪日报社 江口供电公司 "
    "东湖区实验小学 柳河县融媒体中心"
).split()
# Posts by the end of a unit's name; the last fits all others.
POSTS = (
    ("局", "局长 副局长 党组书记、局长"), ("学院", "院长 副教授 讲师"), ("院", "院长 副院长"),
    ("学", "校长 教师"), ("公司", "董事长 总经理"), ("部", "部长 副部长"), ("", "主任 副主任 科长"),
)
PAPERS = "云溪日报 青川新报 南屏通讯 江口时报 临江晚报".split()
MAGAZINES = "云溪月刊 青川党建 南屏学刊 江口调研 临江先锋".split()
SECTIONS = (
    "理论园地 本期聚焦 经验交流 调查研究 学习笔谈 基层实践 文化长廊 支部生活 高端视点 专题策划"
).split()


def person(dice):
    return dice.choice(SURNAMES) + dice.choice(GIVEN)


def unit(dice, group=None):
    """A unit; `group` says whether it is a party group of one, None leaves it open."""
    if group is None:
        group = dice.random() < 0.4
    if not group and dice.random() < 0.4:
        return dice.choice(OTHERS)
    if dice.random() < 0.1:
        return dice.choice(TOWNS)
    place, organ = dice.choice(PLACES), dice.choice(ORGANS)
    plain = not group or organ.startswith(("委", "党", "政协"))
    return place + organ + ("" if plain else dice.choice(GROUPS))


def post(dice, name):
    """A post that somebody may have in a unit."""
    return next(dice.choice(posts.split()) for end, posts in POSTS if name.endswith(end))


def spaced(name, space):
    """A name of two characters is set as wide as one of three."""
    return space.join(name) if len(name) == 2 else name


def day(dice):
    return datetime.date(dice.randint(2018, 2024), dice.randint(1, 12), dice.randint(1, 28))


def written(date):
    return f"{date.year}年{date.month}月{date.day}日"


def weekday(date):
    return "星期" + "一二三四五六日"[date.weekday()]


def numeral(number):
    """A number below one hundred in Chinese figures."""
    digits = "零一二三四五六七八九"
    if number < 10:
        return digits[number]
    tens = "" if number < 20 else digits[number // 10]
    return tens + "十" + (digits[number % 10] if number % 10 else "")
