#!/bin/sh
# Writes a made-up Chinese book: the same text each time, so that figures of
# different days can be compared. About 6,300 characters a chapter.
#
# usage: bench_book.sh FOLDER CHAPTERS
set -eu
folder=$1 chapters=$2
mkdir -p "$folder"

awk -v folder="$folder" -v chapters="$chapters" '
function next_number(limit)
{
	# Small enough for doubles to multiply exactly.
	seed = (seed * 16807) % 2147483647
	return seed % limit + 1
}

function sentence(    length_wanted, text, i, comma)
{
	length_wanted = 8 + next_number(30)
	text = ""
	comma = 3 + next_number(8)
	for (i = 1; i <= length_wanted; i++) {
		text = text han[next_number(han_count)]
		if (i == comma && i < length_wanted - 1) {
			text = text "，"
			comma = i + 3 + next_number(8)
		}
	}
	return text stop[next_number(stop_count)]
}

function word(    i, text)
{
	for (i = 1 + next_number(3); i > 0; i--)
		text = text han[next_number(han_count)]
	return text
}

# One in five holds what lines are squeezed, opened and parted by.
function aside(    kind)
{
	kind = next_number(20)
	if (kind == 1)
		return word() "说：“" sentence() "”"
	if (kind == 2)
		return "《" word() "》（" 1900 + next_number(99) "年）"
	if (kind == 3)
		return word() "、" word() "——" word() "，"
	if (kind == 4)
		return latin[next_number(latin_count)] word()
	return ""
}

function paragraph(    count, text)
{
	text = ""
	for (count = 2 + next_number(4); count > 0; count--)
		text = text aside() sentence()
	return text
}

BEGIN {
	seed = 20260101
	han_count = split("的 一 是 不 了 在 人 有 我 他 这 个 们 中 来 上 大 为 " \
		"和 国 地 到 以 说 时 要 就 出 会 可 也 你 对 生 能 而 子 那 得 于 " \
		"着 下 自 之 年 过 发 后 作 里 用 道 行 所 然 家 种 事 成 方 多 经 " \
		"么 去 法 学 如 都 同 现 当 没 动 面 起 看 定 天 分 还 进 好 小 部 " \
		"其 些 主 样 理 心 她 本 前 开 但 因 只 从 想 实 日 军 者 意 无 力 " \
		"它 与 长 把 机 十 民 第 公 此 已 工 使 情 明 性 知 全 三 又 关 点 " \
		"正 业 外 将 两 高 间 由 问 很 最 重 并 物 手 应 战 向 头 文 体 政 " \
		"美 相 见 被 利 什 二 等 产 或 新 己 制 身 果 加 西 斯 月 话 合 回 " \
		"特 代 内 信 表 化 老 给 世 位 次 度 门 任 常 先 海 通 教 儿 原 东 " \
		"声 提 立 及 比 员 解 水 名 真 论 处 走 义 各 入 几 口 认 条 平 系 " \
		"气 题 活 尔 更 别 打 女 变 四 神 总 何 电 数 安 少 报 才 结 反 受", \
		han, " ")
	latin_count = split("GDP Marx printing 3.5% A4 workshop", latin, " ")
	stop_count = split("。 。 。 。 。 ？ ！ ； 。” ……", stop, " ")
	manifest = folder "/book.yaml"
	print "title: 测速用书" > manifest
	print "author: 无名氏" > manifest
	print "lang: zh-CN" > manifest
	print "chapters:" > manifest
	for (chapter = 1; chapter <= chapters; chapter++) {
		name = sprintf("%04d.md", chapter)
		file = folder "/" name
		print "  - " name > manifest
		print "# 第" chapter "章　" han[next_number(han_count)] \
			han[next_number(han_count)] > file
		for (part = 1; part <= 5; part++) {
			print "\n## " han[next_number(han_count)] \
				han[next_number(han_count)] \
				han[next_number(han_count)] > file
			for (i = 1; i <= 8; i++)
				print "\n" paragraph() > file
			print "\n> " paragraph() > file
		}
		close(file)
	}
}'
