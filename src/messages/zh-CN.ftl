### Words of huikan. A diagnostic is its code, with the attributes hint and explain.

## U command line


## D disk


## C huikan.toml


## M Markdown articles


## I import


## V volumes


## S styles


## T typefaces


## L lines


## P pages


## X PDF


## E EPUB

E001 = 卷 { $volume } 的 EPUB 无法组成：{ $problem }
    .hint = 这多半是汇刊自己的错误；请附上本卷的 huikan.toml 和文章报告
    .explain = 包文件、目录和压缩容器由文章和 styles/epub/ 生成，其中一步失败时整本书不写出，其他卷照常生成。例如第三方库写出的包文件缺少汇刊要补正的元素时，就会出现这一条。
E002 = EPUB 模板有误：{ $problem }
    .hint = 对照内置的同名模板改正，或删去自己的这一份
    .explain = 出版物的 styles/epub/ 中可以放与内置模板同名的文件来替换它。模板写法有误、用到不存在的名称，或者封面 SVG 不能解析时，书不写出。例如 chapter.xhtml 里写了 page.titel，而名称应是 page.title。
E003 = 链接 { $url } 在书中无处可去，只保留了文字
    .hint = 改成 http、https 或 mailto 的完整地址，或者去掉链接
    .explain = 书里的链接只能通向网页和邮箱。相对地址在书中没有对应的文件，javascript: 之类的地址会运行程序，都不写进书里，链接上的文字照旧。例如 [附件](fujian.doc) 只留下“附件”二字。
E004 = 语言 { $language } 不是语言标记，按 zh-CN 处理
    .hint = 在 huikan.toml 的 [publication] 中写 language = "zh-CN" 一类的标记
    .explain = 阅读器靠语言标记选择字形、断行和朗读。标记由字母和数字组成，中间用连字符，见 BCP 47。例如简体中文是 zh-CN 或 zh-Hans，写成“中文”则不能识别。


## cli: what the commands say and their help texts

