#!/usr/bin/env python3
"""A library of short articles, to measure builds with: always the same for the same numbers.

    python3 tools/library.py DIR --articles 100000 --volumes 5000

writes DIR/huikan.toml and DIR/content/<volume>/<nn>.md. Sentences are put together at random from
words of a river county and from the 3,500 characters of level 1, so that books are set in as many
glyphs as real ones; nobody is meant to read them.
"""

import argparse
import pathlib
import random

WHO = "站长 会计 船工 老师 村里人 图书管理员 女儿 邻居 水文员 学生 医生 司机 木匠 编辑".split()
WHEN = "清晨 傍晚 入冬以后 开春的时候 发大水那年 第二天 过了半个月 后来 雨停以后".split()
WHERE = "河边 码头上 堤上 学校门口 资料室里 茶园那边 粮站旁边 桥头 老街上".split()
WHAT = "把账本又核对了一遍 记下了当天的水位 修好了那条旧船 讲起从前的事 借走了三本书 " \
       "种下一排柳树 读完了那封长信 把名单抄在黑板上 量出了堤坝的高度".split()
WHY = "因为谁也说不准明年的雨 大家这才放心 这件事就这样定了下来 没有人再提起 " \
      "后来成了一条规矩 数字比记性可靠".split()


def characters():
    """The Han characters of level 1 of GB/T 2312, in order."""
    rows = (bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return [pair.decode("gb2312") for pair in rows if pair not in (
        bytes([0xD7, cell]) for cell in range(0xFA, 0xFF))]


def paragraph(draw, han, length):
    text = ""
    while len(text) < length:
        name = "".join(draw.choice(han) for _ in range(2))
        text += (f"{draw.choice(WHEN)}，{draw.choice(WHO)}{name}在{draw.choice(WHERE)}"
                 f"{draw.choice(WHAT)}，{draw.choice(WHY)}。")
    return text


def article(number, volume, size):
    draw = random.Random(number)
    han = characters_once
    title = draw.choice(WHERE) + "的" + "".join(draw.choice(han) for _ in range(4))
    unit = f"第{volume % 40 + 1}学习小组"
    body = "\n\n".join(paragraph(draw, han, size // 4) for _ in range(4))
    return f"---\ntitle: {title}\nunit: {unit}\ndate: 2024-05-0{number % 9 + 1}\n---\n\n{body}\n"


characters_once = characters()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dir", type=pathlib.Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--volumes", type=int, default=50)
    parser.add_argument("--characters", type=int, default=500)
    args = parser.parse_args()
    args.dir.mkdir(parents=True, exist_ok=True)
    (args.dir / "huikan.toml").write_text(
        '[publication]\ntitle = "学习文库"\n\n[volumes]\nby = ["source"]\n', encoding="utf-8")
    for number in range(args.articles):
        volume = number * args.volumes // args.articles
        folder = args.dir / "content" / f"v{volume + 1:05}"
        folder.mkdir(parents=True, exist_ok=True)
        place = number - -(-volume * args.articles // args.volumes) + 1
        text = article(number, volume, args.characters)
        (folder / f"{place:03}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
