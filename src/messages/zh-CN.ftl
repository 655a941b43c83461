### Words of huikan. A diagnostic is its code, with the attributes hint and explain.

## U command line


## D disk


## C huikan.toml


## M Markdown articles


## I import


## V volumes


## S styles


## T typefaces

T001 = { $file } 不是能读的字体文件，已略过
    .hint = 换成完整的 TTF、OTF 或 TTC 文件，或把它从 fonts/ 中移走
    .explain = 放进 fonts/ 的文件要能读出字形表和字宽表。下载中断的文件、网页字体（WOFF）和改了后缀的其他文件都读不出来。例如把 song.woff2 改名为 song.ttf，就会看到这条消息；请换成字体原来的 TTF 文件。
T002 = 没有字体含有“{ $character }”（{ $code }）
    .hint = 在 fonts/ 中放一个含有这个字的字体，或改用别的字
    .explain = 内置字体、fonts/ 中的字体和系统字体都没有这个字，排出来是一个方框，复制出来的文字仍然正确。例如某些地名用字只有超大字符集的字体才有；把那种字体放进 fonts/ 即可。
T003 = “{ $character }”（{ $code }）在{ $wanted }中没有，用了 { $font }
    .hint = 如果字形不协调，在 fonts/ 中放一个含有这个字的同类字体
    .explain = 版式要求的字体缺这个字，于是取自另一款字体。例如仿宋体没有 ①，就用宋体的 ①。一两个字通常无妨，整段如此则应换字体。

## L lines

L001 = “{ $word }”比一行还长，在中间断开了
    .hint = 缩短它，或用更宽的版心
    .explain = 一个西文单词、网址或数字放不进一整行，只好在任意处断开，不加连字符。例如在很窄的表格栏里写一个很长的网址，就会这样。
L002 = 一行没有排满：{ $line }
    .hint = 改写这一行附近的文字，或用更宽的版心
    .explain = 这一行拉开到允许的限度仍不够长，于是右端不齐。通常是因为后面跟着不能断开的长单词或网址，而版心又很窄。例如六个字宽的栏里有一个五个字宽的网址。

## P pages


## X PDF


## E EPUB


## cli: what the commands say and their help texts

