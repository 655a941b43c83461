### Words of huikan. A diagnostic is its code, with the attributes hint and explain.

## U command line

U001 = 没有名为“{ $name }”的卷
    .hint = { $nearest ->
        [none] 用 huikan list 查看有哪些卷
       *[other] 您要的是“{ $nearest }”吗？用 huikan list 查看有哪些卷
    }
    .explain =
        命令行上写的卷名在这份出版物里找不到。卷名是 out/ 下面文件夹的名字：来源卷取来源文件的名字，
        单位卷取单位的名字，手工编排的卷取 huikan.toml 里 [[volume]] 的 id。
        例：sources/river.txt 导入后，huikan build river 生成这一卷。
U002 = 没有名为“{ $name }”的版本
    .hint = { $nearest ->
        [none] 可用的版本：{ $known }
       *[other] 您要的是“{ $nearest }”吗？可用的版本：{ $known }
    }
    .explain =
        -e 后面写的版本在 huikan.toml 的 [[edition]] 里找不到。没有写 [[edition]] 时有三种版本：
        epub、a5 和 booklet。例：huikan build -e epub -e a5 只生成电子书和 A5 的 PDF。
U003 = { $folder ->
        [none] 当前文件夹
       *[other] “{ $folder }”
    }里既没有 huikan.toml，也没有 content 文件夹
    .hint = 到出版物的文件夹里运行，或用 huikan init 新建一份
    .explain =
        huikan 在当前文件夹里工作，需要其中有 huikan.toml 或 content 文件夹。
        例：huikan init 汇编，然后 cd 汇编，再运行 huikan build。
U004 = 没有命令“{ $name }”
    .hint = { $nearest ->
        [none] 用 huikan --help 查看有哪些命令
       *[other] 您要的是“{ $nearest }”吗？用 huikan --help 查看有哪些命令
    }
    .explain =
        huikan 后面的第一个词应当是命令，例如 init、import、list、build。
        例：huikan bulid 会得到这条消息，正确的写法是 huikan build。
U005 = { $kind ->
        [option] 没有选项“{ $name }”
       *[word] 多了一个词“{ $name }”
    }
    .hint = { $nearest ->
        [none] 在命令后面加 --help 查看它的选项
       *[other] 您要的是“{ $nearest }”吗？在命令后面加 --help 查看它的选项
    }
    .explain =
        以 - 或 -- 开头的词是选项，每个命令的选项不同。文件名以 - 开头时，在前面加 ./。
        例：huikan build --help 列出 build 的选项。
U006 = { $value ->
        [none] { $option } 后面缺少值
       *[other] “{ $value }”不能作为 { $option } 的值
    }
    .hint = { $possible ->
        [none] 在命令后面加 --help 查看这个选项的说明
       *[other] 可用的值：{ $possible }
    }
    .explain =
        选项后面的值不在可用的范围里。例：huikan list --by year 不行，
        只能写 --by unit 或 --by source；-j 后面要写整数。
U007 = 缺少 { $name }
    .hint = 在命令后面加 --help 查看用法
    .explain =
        命令少了一个必需的词。例：huikan import 后面必须写至少一个文件，
        如 huikan import sources/river.txt。
U008 = 命令行有误：{ $detail }
    .hint = 在命令后面加 --help 查看用法
    .explain =
        命令行的写法不成立，原因写在冒号后面，例如同时用了互相矛盾的选项。
        例：-q 要求少说，-v 要求多说，不能同时用。
U009 = 没有代码“{ $name }”
    .hint = { $nearest ->
        [none] 代码是消息开头方括号里的字母和三位数字，例如 D004
       *[other] 您要的是“{ $nearest }”吗？
    }
    .explain =
        每条消息都有代码，写在开头的方括号里。huikan explain 后面写这个代码，就得到详细的说明。
        例：huikan explain D004。
U010 = { $folder ->
        [none] 当前文件夹
       *[other] “{ $folder }”
    }里已经有 huikan.toml
    .hint = 换一个文件夹，或直接在这里运行 huikan build
    .explain =
        huikan init 只新建，不覆盖。文件夹里已有 huikan.toml 时什么也不写。
        例：huikan init 新文集 会在当前文件夹下面新建“新文集”。
U011 = { $file } 没有导入：它与 { $other ->
        [same] 另一个同名的来源
       *[other] { $other }
    } 都要写入 { $folder }
    .hint = 给其中一个改名，再导入一次
    .explain =
        每个来源的文章放在以来源文件命名的文件夹里。两个来源同名时，文章会混在一起，所以后一个不导入。
        例：一月/通讯.txt 和 二月/通讯.txt 应先改名为 通讯-1.txt 和 通讯-2.txt。
U012 = 卷 { $volume } 没有第 { $page } 页
    .hint = 写印在页脚的页码，最后一页是 { $last }
    .explain =
        页码照印出来的写：12；目录是 iv。封面之类没有页码的页写名称。
        例：huikan where water 12 说出第 12 页上是哪一篇。
U013 = 版本 { $name } 没有页
    .hint = 用 -e 指定一个纸上的版本，例如 a5
    .explain =
        EPUB 本身不分页，阅读器按屏幕大小临时分。请查纸上的版本，或者在 huikan.toml 里加一个。
        例：huikan where water 12 -e a5。
U014 = { $file } 不是施工单
    .hint = 先运行 huikan plan，它写出各卷的施工单
    .explain =
        --ticket 后面写 huikan plan 写出的施工单；这个文件不存在、坏了，或者是别的版本写的。
        例：huikan plan 之后，huikan build --ticket out/.huikan/tickets/water.json -e epub。

U015 = 端口 { $port } 用不了：{ $detail }
    .hint = 换一个端口，例如 --port 4190；不写 --port，会自己找一个空着的
    .explain =
        `huikan watch --serve` 在本机的一个端口上打开一页；这个端口多半被别的程序占着，或者只有管理员能用（1024 以下）。
        例：huikan watch --serve --port 4190。
U016 = { $file }{ $more ->
        [0] {""}
       *[other] {" "}和另外 { $more } 个文件
    } 没有导入：已经是这份出版物的文章
    .hint = 要改这篇文章，直接改 content/ 里的文件；要导入的是来源，例如 sources/*
    .explain =
        content/ 里的 Markdown 文件就是文章，再导入一次，书里就有两篇。导入读的是来源文件，通常放在 sources/ 里。
        例：huikan import . 连 content/ 也在内，其中的文章不导入，别的照常。

U020 = 环境变量 SOURCE_DATE_EPOCH 的值“{ $value }”不是时间，没有用它
    .hint = 写从 1970 年 1 月 1 日起的秒数，例如 1716163200，或删去这个变量
    .explain =
        huikan.toml 没有写日期的，书的日期取自这个变量，同一个值编出同样的文件。它是整数，单位是秒。
        例：SOURCE_DATE_EPOCH=2024-05-20 会看到这条消息，应当写成 SOURCE_DATE_EPOCH=1716163200。

## D disk

D001 = 无法读取 { $file }：{ $reason ->
        [permission] 没有权限
        [full] 磁盘已满
        [folder] 它是文件夹
        [not-a-folder] “{ $detail }”是文件，不是文件夹
        [read-only] 这里是只读的
        [too-large] 文件太大，超过 { $detail }
       *[other] { $detail }
    }
    .hint = { $reason ->
        [too-large] 真要用这么大的文件，就在 huikan.toml 的 [limits] 里把 file 调大
       *[other] 检查文件权限，以及它是否正被别的程序占用
    }
    .explain =
        操作系统拒绝读取这个文件，原因写在冒号后面。常见的是权限不足，或存储设备出错；超过上限的文件也不读。
        例：文件属于另一个用户时，先用 chmod 或文件管理器改变权限。
D002 = 无法写入 { $file }：{ $reason ->
        [missing] 这里建不了文件夹
        [permission] 没有权限
        [full] 磁盘已满
        [folder] 它是文件夹
        [not-a-folder] “{ $detail }”是文件，这里需要文件夹
        [read-only] 这里是只读的
       *[other] { $detail }
    }
    .hint = { $reason ->
        [not-a-folder] 把“{ $detail }”改名或移走，或换一个地方；它没有改动
        [full] 腾出空间，或换一个地方；原有的文件没有改动
       *[other] 检查文件夹的权限，或换一个地方（build 用 -o，import 用 --into）；原有的文件没有改动
    }
    .explain =
        操作系统拒绝写入，原因写在冒号后面：权限不足、磁盘已满、文件夹的位置上有一个同名文件等。
        huikan 先写临时文件再改名，所以不会留下写了一半的文件。
        例：out 是一个文件而不是文件夹时，先把它移走，或用 -o 指定别处。
D003 = { $file } 是文件夹，这里需要文件
    .hint = 给出其中的文件，例如 { $file }/*.txt
    .explain =
        命令需要一个文件，得到的是文件夹。huikan import 只接受明确给出的文件，
        免得把文件夹里不相干的东西也导入进来。例：huikan import sources/*.txt
D004 = 找不到 { $file }
    .hint = 检查路径和文件名，注意全角与半角、空格
    .explain =
        给出的路径上没有文件。相对路径从当前文件夹算起。
        例：huikan import sources/river.txt 要求当前文件夹里有 sources/river.txt。
D005 = 略过 { $file }：它{ $place ->
        [nowhere] 链接的文件不存在
       *[outside] 链接到出版物的文件夹以外
    }
    .hint = { $place ->
        [nowhere] 删去这个符号链接，或把文件放回原处
       *[outside] 把文件复制进来，代替符号链接
    }
    .explain =
        出版物里的符号链接只能指向出版物自己的文件夹，否则别处的文件可能在不知情时进了书里。
        例：content/note.md 链接到 /home/wang/note.md 时会被略过。
D006 = { $file } 不是 UTF-8 编码
    .hint = 用编辑器另存为 UTF-8；如果是原始来源，用 huikan import 导入
    .explain =
        content/、styles/ 里的文件和 huikan.toml 必须是 UTF-8 编码，否则无法确知其中的文字。
        例：把 GB18030 编码的 river.txt 直接改名放进 content/ 会报此错；应运行 huikan import river.txt。
D007 = { $file } 不再属于任何一卷或任何一个版本
    .hint = 不要了就删掉；huikan 不删成品
    .explain =
        卷或版本改了名、去掉了以后，以前生成的文件还在 out/ 里，目录 catalog.json 也还记着它。
        例：huikan.toml 里去掉 booklet 版本，out/river/river-booklet.pdf 就没有人更新了，容易被当成新的拿去印。
D008 = 编书的时候 { $file } 变了
    .hint = 再编一次
    .explain =
        文章很多时，编到一卷才读这一卷的全文；这时文件已经不是开始时读到的样子，卷的篇目可能也变了，所以没有写这一卷。
        例：编书当中有人改了 content/river/01-水位.md 的标题；再运行一次 huikan build 就好。
D009 = 施工单之后，{ $volume } 卷变了：{ $file ->
        [styles] 版式
        [fonts] 字体
        [profiles] 颜色特性文件
        [publication] 整部出版物的信息（huikan.toml）
        [volume] 卷名、篇目或次序
       *[other] { $file }
    }
    .hint = 再运行一次 huikan plan，照新的施工单编
    .explain =
        施工单记着一卷由哪些文件编成、各是什么内容。现在文件不一样了，照旧单子编出来的书别人就说不清是什么，所以没有编。
        例：huikan plan 之后又改了一篇文章；再运行 huikan plan，只有用到这篇的卷换了施工单。
D010 = 还没有 { $file }
    .hint = 运行 huikan plan 列出的那条命令，再合并
    .explain =
        合并要把各进程编好的产品登记进 catalog.json。这一件还没有编，或者编它的进程中途停了；文件在、记录不在也算没有。
        例：有一台机器断了电；把它的命令再运行一遍，已经编好的不会重编。
D011 = { $file } 不是现在该有的样子：{ $reason ->
        [changed] { $names } 变了
        [program] 程序换了版本
        [recipe] 这个版本的设置变了
       *[altered] 文件与编它的记录对不上
    }
    .hint = 再运行 huikan plan，照新的施工单重编这一件，再合并
    .explain =
        合并时按现在的文章和设置核对每件产品。这一件是照以前的内容编的，或者文件在传送中坏了，所以没有登记。
        例：编完以后又改了一篇文章，用到它的产品都要重编。
D012 = 文件夹 { $file } 套得太深，超过 { $limit } 层，里面的文件没有读
    .hint = 把它往外挪几层，或者在 huikan.toml 的 [limits] 里把 folders 调大
    .explain =
        文件夹一层套一层有上限，免得程序做坏了的一串文件夹没有尽头。例：content/ 里的一篇文章在四十层文件夹底下。



## C huikan.toml

C001 = huikan.toml 的格式有误：{ $slip ->
        [quote] 文字没有加引号，或引号只有一半
        [bracket] 括号不成对，或各项之间缺少逗号
        [equals] 名字后面缺少等号
        [value] 等号后面缺少值，或值写得不对
        [twice] 同一个名字写了两次
       *[other] { $detail }
    }
    .hint = 按 TOML 的写法改正这一处；文字两边要有引号，表名要放在方括号里
    .explain =
        huikan.toml 必须是合乎格式的 TOML。一处不合，整个文件就读不出来，这时按没有 huikan.toml 处理。
        例：title = 河流汇编 缺了引号，应当写成 title = "河流汇编"。
C002 = “{ $value }”不是可用的值
    .hint = 可用的值：{ $possible }
    .explain =
        这一项只认几个固定的词。例：volumes.by 里只能有 "source" 和 "unit"，
        sheet 只能是 "A4" 或 "A3"。不认得的词当作没有写。
C003 = “{ $pattern }”没有匹配到任何文章
    .hint = { $nearest ->
        [none] 路径从出版物的文件夹算起，例如 content/river/*.md；* 不跨文件夹，** 跨文件夹
       *[other] 您要的是“{ $nearest }”吗？路径从出版物的文件夹算起
    }
    .explain =
        include 里的每个模式都应当至少匹配 content/ 里的一个文件，匹配不到多半是文件改了名。
        例：content/river/*.md 匹配 content/river/ 里的全部文章，不包括它下面的文件夹。
C004 = 名字“{ $name }”用了两次
    .hint = 给其中一个换个名字；大小写不同也算同名
    .explain =
        两个 [[volume]] 不能有相同的 id，两个 [[edition]] 不能有相同的 name，否则产品会互相覆盖。
        后一个不起作用。例：id = "water" 与 id = "Water" 在不少电脑上是同一个文件夹。
C005 = “{ $alias }”既是“{ $first }”又是“{ $second }”的别名
    .hint = 从其中一个单位的别名里去掉它
    .explain =
        别名必须只指一个单位，否则文章归哪个单位就说不清。出现两次时按前一个算。
        例：两所学校都把“一小”列为别名，应当各用全称，或写成 { "{" } name = "一小", source = "jiangkou-*.txt" { "}" }，
        只在某些来源里算数；几个模式不能都符合同一个文件名。
C006 = 没有名为“{ $pages }”的纸本版本
    .hint = { $nearest ->
        [none] pages 后面写一个 PDF 版本的 name，例如 a5
       *[other] 您要的是“{ $nearest }”吗？pages 后面写一个 PDF 版本的 name
    }
    .explain =
        拼版的版本用 pages 指出拼哪个版本的页面，那个版本要么在 [[edition]] 里，要么是自带的 a5，
        并且不能是 EPUB。例：name = "booklet"，pages = "a5"，impose = "saddle"。
        EPUB 用 pages 指出带哪个纸本版本的页码；写 "none" 就不带页码。
C007 = huikan.toml 里没有“{ $key }”这一项
    .hint = { $nearest ->
        [none] 去掉它，或对照 docs/schema/huikan.schema.json 检查写法
       *[other] 您要写的是“{ $nearest }”吗？
    }
    .explain =
        不认得的项不会起作用，多半是写错了字母，所以作为错误报告。
        例：[publication] 里写了 titel = "…"，应当是 title。
C008 = { $key } 对版本“{ $edition }”不起作用
    .hint = 去掉它，或补上使它起作用的一项：sheet 和 pages 要与 impose 一起用
    .explain =
        有些项只对一种版本有意义：pages 和 sheet 只用于拼版，folds 和 thickness 只用于要折的，signature 只用于书帖，
        up 只用于 cut-stack 和 n-up，marks、bleed、standard 只用于 PDF；写了 style 就不再看 pages。
        例：kind = "epub" 的版本写 sheet = "A4" 没有意义。
C009 = “{ $name }”不能作为文件的名字
    .hint = 只用汉字、字母、数字、- 和 _，不超过 40 个汉字
    .explain =
        卷的 id 和版本的 name 会成为 out/ 里文件夹和文件的名字，要在各种电脑上都能用。
        例：id = "第1/2册" 里有斜线，可以写成 "第1-2册"。
C010 = 日期“{ $date }”读不出来
    .hint = 写成 2024、2024-05 或 2024-05-01
    .explain =
        出版日期可以只写到年或月，月份和日子必须存在。
        例：2024-02-30 不存在；2024年5月1日 也可以读。
C011 = { $slip ->
        [missing] 这里缺少 { $detail }
        [list] 这里要的是一组值，不是一个
        [text] 这里要的是一段文字
       *[other] 这个值的类型不对：{ $detail }
    }
    .hint = { $slip ->
        [missing] 加一行 { $detail } = "……"
        [list] 放进方括号，例如 ["甲", "乙"]；只有一个值也要方括号
        [text] 给它加上引号
       *[other] 文字加引号；多个值放在方括号里，用逗号隔开
    }
    .explain =
        这一项要的是另一种值，例如要列表却写了一段文字。整个 huikan.toml 这时按没有写处理。
        例：editors = "王编辑" 应当写成 editors = ["王编辑"]。
C012 = 模式“{ $pattern }”写法有误：{ $detail }
    .hint = 检查方括号和花括号是否成对
    .explain =
        include 和别名的 source 里的模式用 * 代表任意字符，? 代表一个字符，方括号表示其中之一，花括号表示几个词之一。
        例：content/{"{"}river,lake{"}"}/*.md 匹配两个文件夹里的文章。
C013 = 没有哪篇文章的来源符合“{ $pattern }”
    .hint = 与文章开头的 source 对一对；* 代表任意几个字符
    .explain =
        别名可以只在某些来源里算数，写成 { "{" } name = "市公安局", source = "jiangkou-*.txt" { "}" }。
        source 的模式与每篇文章开头的 source 比较；一篇也不符合，多半是来源改了名或写错了。
C014 = 版本“{ $edition }”里有两项不能同时成立：{ $clash ->
        [signature] signature 不是一张纸所载 { $pages } 页的整数倍
        [collating] 折标（collating）只印在书帖的书脊上，而这里没有书帖
        [fold] 折线（fold）只用于要折的纸，而这里不折
        [colour] colour = "cmyk" 是印刷机的墨色，只用于 standard = "pdf-x4"
       *[other] { $clash }
    }
    .hint = { $clash ->
        [signature] 减少 folds，或把 signature 改成 { $pages } 的倍数
        [collating] 去掉 collating，或写 impose = "signatures"
        [colour] 写 standard = "pdf-x4"，或者去掉 colour
       *[other] 去掉 fold，或写 impose = "saddle" 或 "signatures"
    }
    .explain =
        一张纸折 1、2、3、4 次，分别载 4、8、16、32 页；一个书帖由整张的纸套成。折标和折线要有书帖和折缝才有意义。
        例：folds = 3 时一张纸 16 页，signature = 8 不成立。墨色要知道是哪种印刷机，只有 PDF/X-4 写明了。
C015 = 长度“{ $length }”读不出来
    .hint = 写成 "3mm" 或 "0.1mm"，不超过 { $most }mm
    .explain =
        huikan.toml 里的出血和纸厚用毫米，写上单位，加引号，最多三位小数；大得不合常理的也不收。
        例：bleed = "3mm"，thickness = "0.1mm"。
C016 = 没有颜色特性文件“{ $profile }”
    .hint = { $nearest ->
        [none] 把印刷厂给的 .icc 文件放进 profiles/，写上它的路径
       *[other] 您要的是“{ $nearest }”吗？
    }
    .explain =
        颜色特性文件说明颜色在某种印刷机上是什么样子、用多少墨。它由印刷厂提供，以 .icc 或 .icm 结尾，放在 huikan.toml
        旁边的 profiles/ 里。不写就按 FOGRA39（铜版纸胶印）。例：profile = "profiles/uncoated.icc"。

C017 = 版本“{ $edition }”要的卷“{ $name }”不存在
    .hint = { $nearest ->
        [none] volumes 里写卷的编号；huikan list 列出所有的卷
       *[other] 您要的是“{ $nearest }”吗？
    }
    .explain =
        一个 [[edition]] 的 volumes 说明这个版本只编哪几册，写的是卷的编号：来源册是来源的文件名，单位册是单位的名称，
        手工编的是 [[volume]] 的 id。不写就每一册都编。例：volumes = ["children"]。
C018 = “{ $value }”不能作 { $key } 的上限
    .hint = { $kind ->
        [size] 写一个带单位的大小，如 "64MB"，从 { $least } 到 { $most }
       *[count] 写一个整数，从 { $least } 到 { $most }
    }
    .explain =
        写在 [limits] 里的上限挡住意外的大文件。大小写在引号里，单位是 kB、MB、GB（一千、一百万、十亿字节）；太小会挡住平常的
        稿子，太大程序放不下，都不收，照没有写处理。例：source = "400MB"，pixels = 200。
C019 = 版本“{ $edition }”只写了名字，又不是现成的版本，做出来和 a5 一样
    .hint = { $nearest ->
        [none] 现成的版本有 { $known }；要别的样子，写上 kind、style、impose 等
       *[other] 您要的是“{ $nearest }”吗？要自己的版本，写上 kind、style、impose 等
    }
    .explain =
        有些版本只写名字就知道怎样做：epub、a5、booklet、print、cover 等。别的名字要说明做成什么，不说明就照 a5 做。
        例：[[edition]] 里 name = "pocket"、kind = "pdf"、style = "pocket"。真要再做一份和 a5 一样的，写 kind = "pdf"。

## M Markdown articles

M001 = 文章开头的信息读不出来：{ $slip ->
        [tab] 行首有制表符
        [full-width] 用了全角的冒号
        [no-space] 冒号后面没有空格
        [indent] 行首多了空格
        [twice] 同一项写了两次
        [colon] 值里有冒号
        [bracket] 方括号没有右半
        [list] 这一项只能有一个值
        [mark] 值以有特殊意义的符号开头
       *[other] { $detail }
    }
    .hint = { $slip ->
        [tab] 用空格缩进
        [full-width] 换成半角的冒号，后面空一格
        [no-space] 在冒号后面空一格
        [indent] 去掉行首的空格
        [twice] 去掉其中一行
        [colon] 给整个值加上半角的引号："……"
        [bracket] 在末尾补上 ]
        [list] 去掉方括号，只写一个值
        [mark] 给整个值加上半角的引号："……"
       *[other] 每行写成“项: 值”，冒号后面空一格；值里有冒号或井号时加引号
    }
    .explain =
        两行 --- 之间是 YAML。一处不合格式，标题、单位等就都读不出来。
        例：title: 汛期: 值班要点 里有第二个冒号，应当写成 title: "汛期: 值班要点"。
M002 = 文章开头没有“{ $key }”这一项
    .hint = { $nearest ->
        [none] 可用的项：title、subtitle、unit、authors、date、source、lines
       *[other] 您要写的是“{ $nearest }”吗？
    }
    .explain =
        不认得的项不会起作用。可用的项有 title（标题）、subtitle（副标题）、unit（单位）、
        authors（作者）、date（日期）、source（来源）、lines（来源行号）。例：auther 应当是 authors。
M003 = { $cause ->
        [outside] 图片“{ $image }”不在 content/ 里
       *[missing] 没有图片“{ $image }”，或者它不是完好的 PNG、JPEG 或 SVG
    }
    .hint = { $nearest ->
        [none] 把图片放进 content/，用相对于这篇文章的路径引用；只收 PNG、JPEG 和 SVG
       *[other] 您要的是“{ $nearest }”吗？
    }
    .explain =
        图片要和文章一起放在 content/ 里，书才能带上它，网址和出版物以外的文件都不行。
        例：content/river/01.md 里写 ![河口](images/mouth.png)，图片是 content/river/images/mouth.png。
M004 = 脚注“{ $label }”没有注文
    .hint = 在文章末尾加一行 [^{ $label }]: 注文
    .explain =
        正文里用了脚注记号，但没有找到它的注文，所以记号按原样印出。
        例：正文“水位[^1]”要有一行“[^1]: 以吴淞高程计。”
M005 = 脚注“{ $label }”没有用到
    .hint = 在正文里写上 [^{ $label }]，或去掉这条注文
    .explain =
        有注文而正文里没有记号，读者就看不到它。
        例：删去一段文字时，它的脚注常常留了下来。
M007 = 文章没有标题
    .hint = 在开头的信息里写 title，或让正文以“# 标题”开始
    .explain =
        没有标题的文章在目录里用正文开头的几个字代替。
        例：开头写 title: 河长制十年。
M008 = 文章没有正文
    .hint = 在第二行 --- 下面写上正文，或删去这个文件
    .explain =
        文件里只有开头的信息，或者是空的。它仍然占一页，书里只有标题。
        例：导入后删空了内容的文件，可以从 content/ 里删去。
M009 = “{ $text }”的写法不完整，按原样印出
    .hint = 注音写 {"{"}汉字|hàn zì{"}"}，着重号写 [文字]{"{"}.emphasis{"}"}，专名号写 [文字]{"{"}.name{"}"}，浪线写 [书名]{"{"}.book{"}"}，图宽写 {"{"}width=60%{"}"}
    .explain =
        竖线两边都要有字；一字一注时，注音的个数要和汉字相同；方括号后面只认
        .emphasis .name .book，语言（.fr .de .ja 等），以及括住整段的 .continued（接排的段落）和 .signature（落款），
        图片后面只认 1% 到 100% 的宽度。例：{"{"}水利|shuǐ|lì{"}"} 给两个字分别注音。
M010 = 日期“{ $date }”读不出来
    .hint = 写成 2022、2022-12 或 2022-12-27
    .explain =
        日期可以只写到年或月，月份和日子必须存在。
        例：2022-13 不存在；2022年12月27日 也可以读。
M011 = 脚注里又用了脚注“{ $label }”，按原样印出
    .hint = 把两条注文合成一条，或改用括号
    .explain =
        注文里不能再有脚注：页脚没有地方放第二层。
        例：把“参见[^2]”改成“参见下一条注”。
M012 = 文章开头的信息没有结束的 ---
    .hint = 在开头的信息和正文之间加一行 ---
    .explain =
        文件以 --- 开头，就要有第二行 --- 把信息和正文分开，否则全部算作正文。
        例：---，title: 河流，---，然后空一行写正文。
M013 = 加粗的记号没有起作用：{ $text }
    .hint = 把标点移到两个 ** 之外，或在 ** 与文字之间留一个空格
    .explain =
        结尾的 ** 前面是标点、后面紧接文字时，Markdown 不认它，星号会印在书里。
        例：“**要点：**如下”应当写成“**要点**：如下”。
M014 = 这里的引文、列表和字体一层套一层，超过 { $limit } 层，再深的并到外面一层
    .hint = 少套几层，或者在 huikan.toml 的 [limits] 里把 nesting 调大
    .explain =
        书页上放不下几十层缩进，而且这样的文件多半是程序做坏了的。文字没有丢失，只是层次到此为止。每篇文章只报第一处。
        例：一行开头有四十个 >。
M015 = 图片 { $image } 太大：{ $width } × { $height } 像素，超过 { $limit } 百万
    .hint = 缩小以后再用，或者在 huikan.toml 的 [limits] 里把 pixels 调大
    .explain =
        图片编进书里要先展开，像素越多越占内存；一个小文件也可以自称有几十亿像素。印 A4 整页、每英寸 1200 点，也只要
        一亿四千万像素。例：一幅扫描的地图有三万乘三万像素，先缩到一万乘一万。

## I import

I001 = { $file } 是空文件
    .hint = 检查文件是否下载完整，或把它从列表中去掉
    .explain = 来源里没有任何文字。例如网上下载中断，留下零字节的文件；或者文件里只有空行。没有文字就没有文章可以导入。
I002 = { $file } 不是文本文件
    .hint = 先在原来的程序里把它另存为文本（UTF-8），再导入
    .explain = 来源里有大量控制字节，文本中不会出现。例如把图片、压缩包或程序改名为 .txt。请导出文字后再导入。
I003 = 无法确定 { $file } 的编码
    .hint = 在编辑器中打开它，另存为 UTF-8，再导入
    .explain = 字节既不是 UTF-8、UTF-16，也不像 GB18030 或 Big5。例如极短的文件，或几种编码拼在一起的文件。另存为 UTF-8 后编码就是明确的。
I004 = { $file } 太大，超过 { $limit }
    .hint = 把它分成几个文件再导入，或者在 huikan.toml 的 [limits] 里把 source 调大
    .explain = 整个来源要放进内存里读。例如把多年的报纸合成一个文件。分成几个文件，结果相同，也更容易校对。
I005 = 在 { $file } 中没有找到文章
    .hint = 用 --explain 看每一行被读作什么
    .explain = 来源里有文字，但都是页码、栏目名之类版面上的东西。例如只复制了目录页。文字都列在报告的 left_out 里，没有丢失。
I006 = { $file } 第 { $line } 行开始的文章没有标题
    .hint = 在 content/ 中这篇文章的文件头写上 title
    .explain = 来源里找不到这篇文章的标题，导入从不编造标题。例如报纸的大标题是图片，转成文字时丢了。请对照原件补上。
I007 = { $file } 的编码是推断的：{ $encoding }
    .hint = 看一看导入的文字有没有乱码；不对时把来源另存为 UTF-8
    .explain = 文件没有编码标记，也不是 UTF-8，按字节的统计推断编码。例如旧系统存的 GB18030 文件。通常是对的，但应当看一眼。
I008 = { $file } 中有 { $count } 处字节无法按 { $encoding } 解码
    .hint = 对照原件补上显示为 � 的字
    .explain = 这些字节不代表任何字，换成了 �，从所指的一行开始。例如文件传输时损坏，或末尾的汉字只存了一半。
I009 = { $file } 第 { $line } 行处文章的分界不确定
    .hint = 核对这篇文章的开头和前一篇的结尾
    .explain = 几种读法的把握差不多大，取了最好的一种。例如标题既可能属于前文也可能属于后文。用 --explain 可以看到依据。
I011 = { $file } 中有 { $count } 个私用区字符
    .hint = 对照原件换成正确的字
    .explain = 私用区字符只在原来的字体里有意义，别处显示为空白或方框。例如排版软件用它表示页码或造字。从所指的一行开始。
I012 = { $file } 已被修改，新导入的文字写入 { $path }
    .hint = 比较两个文件，把需要的改动合并后删去新文件
    .explain = 重新导入从不覆盖人改过的文章。例如你改正了错字，又导入了同一来源。新文字放在旁边，由你决定取舍。
I013 = { $file } 是 { $format } 文件，这种格式不能导入
    .hint = { $kind ->
        [word] 在 Word 或 WPS 里打开，另存为 .docx，再导入
        [pdf] 用 Word 或 WPS 打开后另存为 .docx；扫描的 PDF 要先识别文字
        [epub] 用 calibre 等工具转成 .docx 或 .txt，再导入
        [page] 在浏览器里打开，另存为“网页，全部”（.html），再导入
        [sheet] 把要用的表格粘贴到 Word 文件里，再导入
        [slides] 把要用的文字存成 .docx 或 .txt，再导入
        [picture] 图片随引用它的文章导入；单独的图片请放到 content/ 里，用 ![说明](文件名) 引用
        [package] 先解开，再导入解出的文件夹
       *[other] 在原来的程序里另存为 .docx 或文本（UTF-8）
    }
    .explain = 导入只读文本、Markdown、Word 文件（.docx）和网页（.html）。例如 PDF 和旧的 .doc 文件要先转成这些格式。格式由文件的开头几个字节，或文件夹和压缩包里文件的后缀说明。
I014 = { $file } 第 { $line } 行开始的文章没有单位，也没有作者
    .hint = 在 content/ 中这篇文章的文件头写上 unit 或 authors
    .explain = 来源里没有署名。例如评论员文章。没有单位的文章不会进入任何按单位编成的卷。
I030 = { $file } 已损坏，无法解开
    .hint = 重新下载，或在原来的程序里打开后另存一份，再导入
    .explain = 压缩包或 Word 文件的目录读不出来，或者其中没有正文。例如传输中断，文件只有一半。
I031 = { $file } 解开后{ $key ->
        [entries] 文件太多，超过 { $limit } 个
       *[other] 太大，超过 { $limit }
    }
    .hint = 把它分成几个文件再导入，或者在 huikan.toml 的 [limits] 里把 { $key } 调大
    .explain = 压缩包或 Word 文件里有一部分解开后超过上限，或者部分太多。例如恶意做成的压缩炸弹，几 KB 能解成几 GB。图片不计在内。
I060 = { $file } 是压缩包里的压缩包，没有打开
    .hint = 先解开外面的一层，再导入解出的文件夹
    .explain = 压缩包里的压缩包不打开：层层相套的压缩包可以解出任何大小。例如各单位各发来一个压缩包，又打成了一个。其余文件照常导入。
I061 = { $file } 加了密码，不能读
    .hint = 去掉密码后另存一份，再导入
    .explain = 没有密码就解不开里面的文字。例如 Word 文件设了打开密码，压缩包打包时设了密码。导入从不询问密码。
I032 = { $file } 的 { $part } 第 { $line } 行不是完好的 XML
    .hint = 在 Word 或 WPS 中打开它，另存一份，再导入
    .explain = Word 文件的内容是 XML，这一处不合语法，或者声明了文档类型。例如被别的程序截断或改坏。文档类型不予接受，免得实体无限展开。
I033 = { $file } 中的 { $count } 幅图片没有导入
    .hint = { $key ->
        [none] 把需要的图片存到 content/ 的文件夹里，用 ![说明](文件名) 放进文章
       *[other] 有的图片超过上限 { $limit }：在 huikan.toml 的 [limits] 里把 { $key } 调大；别的存到 content/ 的文件夹里，用 ![说明](文件名) 放进文章
    }
    .explain = 书里能放的图片是 PNG、JPEG 和 SVG，要在来源里面，或在来源旁边。例如网页只记着图片的网址、Word 文件里的是 EMF 或 GIF、图片太大或者坏了、只是夹在字里的小图标。图片下面的说明文字照常导入。
I034 = { $file } 中的“{ $name }”没有读：名称指向压缩包之外，或者出现了两次
    .hint = 用可靠的程序重新打包
    .explain = 压缩包里的名称只能指向包内。例如名称以 ../ 开头的，解开时会写到别处。其余文件照常导入。
I035 = { $file } 中有 { $count } 处{ $what ->
        [formula] 公式，只取了其中的字符
        [chart] 图表，没有导入
        [diagram] 示意图，没有导入
        [object] 嵌入的对象，没有导入
        [chunk] 嵌入的文件，没有导入
        [deletion] 修订时删去的文字，没有导入
        [media] 音频、视频或图形，没有导入
       *[form] 内容，没有导入
    }
    .hint = 对照原件，把需要的内容写进文章
    .explain = 这些内容在文字里没有对应的形式。例如 Word 文件里的公式和统计图、网页里的视频。其余文字照常导入。
I037 = { $file } 里没有文件
    .hint = 看一看路径对不对，或者把来源放进去
    .explain = 给出的文件夹或压缩包是空的，没有可以导入的来源。例如只有隐藏文件。隐藏文件（名称以点开头的）不算来源。
I036 = { $file } 中有 { $count } 处嵌套太深，超过 { $limit } 层，只取了文字
    .hint = 对照原件看一看这些地方的分段，或者在 huikan.toml 的 [limits] 里把 elements 调大
    .explain = 表格里套表格、框里套框，层数超过上限，里面的文字当作一段导入。例如程序生成的网页。文字没有丢失。
I040 = { $file } 没有人改过，重新导入后也没有这一篇了，所以删去
    .hint = 它的内容在同一文件夹的其他文章里；没有的话，看报告的 left_out
    .explain = 重新导入时，文章的标题或分界变了，原来写出的文件就不再有对应的文章。例如两篇合成了一篇。没有人改过的才删去，否则书里会有两份同样的文字。
I041 = { $file } 有人改过，所以保留；但重新导入后已没有这一篇
    .hint = 与同一文件夹里的文章对照，把要的改动移过去，再删去这个文件
    .explain = 重新导入时，文章的标题或分界变了，这个文件不再有对应的文章。例如两篇合成了一篇，而您改过其中一篇。它的文字可能也在别的文章里，编书前请取舍，以免重复。
I042 = { $file } 已被人删去，不再写出
    .hint = 想要它回来，删去 { $ledger } 里它那一段，再导入一次
    .explain = 重新导入尊重您的删除。例如有一篇不收进书里，您删去了它的文件。导入记得它写过这个文件，所以不会悄悄再写一次。整个文件夹的文章都删去时，视为从头再来，全部重新写出。
I043 = { $file } 读不懂，所以分不出哪些文章有人改过
    .hint = 已有的文章都当作改过的，不会覆盖；核对旁边的 .new.md
    .explain = 这个文件记着导入写过什么。例如合并版本时留下了冲突的标记。读不懂时，与新文字不同的文章一律保留，新文字写在旁边；然后重新写一份记录。
I044 = import.toml 的写法有误：{ $slip ->
        [quote] 文字没有加引号，或引号只有一半
        [bracket] 括号不成对，或各项之间缺少逗号
        [equals] 名字后面缺少等号
        [value] 等号后面缺少值，或值写得不对
        [twice] 同一个名字写了两次
        [missing] 这里缺少 { $detail }
        [list] 这里要的是一组值，要放进方括号
        [text] 这里要的是一段文字，要加引号
       *[other] { $detail }
    }
    .hint = 文件名和文字加引号，行号是数字，多个行号放在方括号里：starts = [181, 240]
    .explain =
        import.toml 里的改正要合乎 TOML 的写法。一处不合，整个文件就读不出来；这时旁边的来源都不导入，
        免得改正过的又变回去。例：starts = 181 应当写成 starts = [181]；["a.txt"] 是文件名，两边的引号不能少。
I045 = import.toml 里没有“{ $key }”这一项
    .hint = { $nearest ->
        [none] 可用的有 starts、joins、left_out、kept、paragraphs、no_paragraphs 和 [["文件名".article]]
       *[other] 您要写的是“{ $nearest }”吗？
    }
    .explain =
        每个来源的表里只有这几项，每篇文章的表里有 line、title、subtitle、unit、authors、date。
        有不认得的项，旁边的来源就都不导入，免得改正落空。例如把 starts 写成了 start。
I046 = { $why ->
        [source] import.toml 说到的 { $name } 不在这个文件夹里
        [date] “{ $name }”不是日期
        [range] 来源没有第 { $line } 行，最后一行是第 { $name } 行
        [order] 首行 { $line } 在末行 { $name } 之后
        [blank] 来源的第 { $line } 行是空行
        [first] 第 { $line } 行之前没有正文，文章（或其正文）只能从这里开始
        [no-article] 第 { $line } 行不在任何文章里
       *[contradicts] 对第 { $line } 行的两处改正互相矛盾，这一处不算
    }
    .hint = { $why ->
        [source] 检查文件名；压缩包里的文件写作 "包.zip/甲.txt"
        [date] 写成 2024、2024-05 或 2024-05-01
        [contradicts] 去掉其中一处
        [no-article] 行号取文章里的任意一行；不该去掉的行写进 kept
       *[other] 对照来源核对行号；首行是第 1 行
    }
    .explain =
        改正靠行号指明地方，行号对不上就无从照办，其余的改正照样起作用。例如来源换了新稿，行号都变了；
        或者同一行既写在 starts 里，又写在 joins 里。
I047 = { $key } 对 { $file } 不起作用
    .hint = 这一项只用于文本来源；别的来源里，一段就是一段，可以在原文件里改
    .explain =
        Word 文件、网页和 Markdown 已经说明了什么是一段，不用猜，所以 paragraphs、no_paragraphs 和 kept 只用于 .txt。
        例如 Word 文件里一段被拆成两段，请在 Word 里接好再导入。
I048 = { $file } 自上次导入后有改动，import.toml 里的行号可能不再对得上
    .hint = 用 --dry-run --explain 看一看改正落在哪里
    .explain =
        改正仍按行号照办。来源增加或减少了行，行号就指到别处去了。例如收到新稿，开头多了两行。
        核对一次就行：下次导入时来源没有再变，就不再提醒。
I049 = { $file } 第 { $line } 行{ $how ->
        [begun] 另起了一段，也可能接着上一段
       *[joined] 接着上一段，也可能另起一段
    }
    .hint = { $how ->
        [begun] 接着上一段的，在来源旁边的 import.toml 里写 no_paragraphs = [{ $line }]
       *[joined] 另起一段的，在来源旁边的 import.toml 里写 paragraphs = [{ $line }]
    }
    .explain =
        换行切断的段落要接起来，凭的是行的长短、标点和缩进；两种读法差不多时就有疑问。
        例如一行刚好排满，又以句号结束：下一行可能是新的一段，也可能不是。
I050 = 这篇文章与 { $other } 是同一篇文字（较短的一篇有 { $share }% 在另一篇里{ $longer ->
        [this] ；这一篇较长
        [that] ；那一篇较长
       *[none] ，长短一样
    }）
    .hint = 留下一篇，或在 huikan.toml 里写 [volumes] keep = "first" 或 "longest"；都要就不必管
    .explain =
        重印、删节、换了标题的同一篇文字，各占一篇。标题、空格和标点不算，只比正文。
        没有写 keep 时一篇也不去掉。例如三月号登了全文，年度汇编又登了摘要。
I051 = { $file } 没有编入：同一篇文字见 { $other }
    .hint = 想要这一篇，就删去另一篇，或去掉 huikan.toml 里 [volumes] 的 keep
    .explain =
        huikan.toml 写了 keep = "first" 或 "longest"，重复的文字只编入一篇：第一篇，或最长的一篇。
        文件没有改动。例如同一篇讲话收到两次，keep = "first" 时后一次不编入。
I052 = “{ $name }”也许不止一个单位：{ $count ->
        [1] 标题里提到 { $places }
       *[other] 在 { $sources } 里都有{ $places ->
            [none] {""}
           *[other] ，标题里提到 { $places }
        }
    }
    .hint = 若不是同一个，在 huikan.toml 的 [units] 里写明是哪一个，例如 { $line }
    .explain =
        “市公安局”“县图书馆”这样的名称没有说是哪个市、哪个县，换一个来源也许就是另一个单位。
        不写明就当作同一个，编在一册。名称已经在 [units] 里的，不再提醒。
I053 = { $file } 第 { $line } 行“{ $text }”：一篇文章在两处，没有合并
    .hint = 在 content/ 里把后一处的文字接到前一处的末尾，删去后一处的文件
    .explain =
        报纸常把一篇文章分在两版，用“下转第3版”“上接第1版”标明。这两行不是正文，导入时去掉（见报告的 left_out）；
        两处文字各成一篇，由人合并，因为同一版上可能有几篇都转到同一版。
I054 = { $file } 没有读：import.toml 要放在来源旁边
    .hint = 把它移到 { $place }
    .explain =
        导入时只读与来源在同一个文件夹里的 import.toml；压缩包里的来源，写在压缩包旁边的那一份里。
        例：来源是 sources/river.txt，就放在 sources/import.toml，放在出版物的文件夹里或 content/ 里都不起作用。


## V volumes

V001 = “{ $path }”与“{ $first }”只差大小写
    .hint = 给其中一个文件改名
    .explain =
        在不少电脑上这两个名字是同一个文件，一篇文章会盖住另一篇。
        例：content/river/A.md 和 content/river/a.md。
V003 = 卷“{ $id }”里没有文章，不生成
    .hint = 检查 include 里的路径；只作前言的文章不算
    .explain =
        手工编排的卷要用 include 至少选到一篇文章。
        例：include = ["content/river/*.md"]。
V004 = 文章没有单位，不收入任何单位卷
    .hint = 在文章开头写 unit: 单位名称
    .explain =
        单位卷按 unit 收集文章，没有 unit 的文章只在来源卷和手工编排的卷里。
        例：unit: 市图书馆。
V005 = 没有名为“{ $id }”的卷可以修改
    .hint = { $nearest ->
        [none] 写上 include 编一个新卷，或用 huikan list 查看有哪些卷
       *[other] 您要的是“{ $nearest }”吗？编新卷要写 include
    }
    .explain =
        没有 include 的 [[volume]] 是修改按来源或单位收集的卷，id 必须是其中一卷的名字。
        例：来源文件 river.txt 的卷名是 river，id = "river" 可以改它的 title。
V006 = 没有“{ $path }”
    .hint = { $nearest ->
        [none] preface 写一篇文章的路径，cover 写一张图片的路径，都从 content/ 写起
       *[other] 您要的是“{ $nearest }”吗？
    }
    .explain =
        卷的 preface 是 content/ 里的一篇文章，cover 是 content/ 里的一张图片。
        例：preface = "content/前言.md"，cover = "content/images/cover.png"。
V007 = 没有文章
    .hint = 把文章放进 content/，或用 huikan import 导入
    .explain =
        出版物的 content/ 里没有 Markdown 文件，没有可以编成书的内容。
        例：huikan import sources/*.txt。
V008 = 卷“{ $title }”的名字“{ $wanted }”已经用了，改为“{ $id }”
    .hint = 要换个名字，就给来源文件改名，或在 huikan.toml 里另编一卷
    .explain =
        卷名由来源文件或单位的名字得出，去掉标点、改成小写以后可能相同，后面的一卷就加上数字。
        例：river.txt 和 river.docx 成为 river 和 river-2。

## S styles

S001 = 没有名为“{ $style }”的版式
    .hint = { $nearest ->
        [none] 现有的版式：{ $known }
       *[other] 您要的是“{ $nearest }”吗？现有的版式：{ $known }
    }
    .explain = 版式是内置的几种，或者是出版物 styles/ 文件夹里的 .toml 文件，文件名去掉 .toml 就是版式名。例如 styles/ours.toml 的版式名是 ours；写成 our 就会看到这条消息，这时改按 book-a5 排版。
S002 = 版式文件有语法错误：{ $reason }
    .hint = 按 TOML 的写法改正标出的地方
    .explain = 版式文件用 TOML 写成：方括号里是一组设置的名字，下面每行一个“名字 = 值”，文字要加引号。例如 [text 少了右括号，就会看到这条消息；整个文件都不会生效。
S003 = { $key } 不能取这个值
    .hint = { $kind ->
        [length] 写一个长度，如 "10.5pt"、"23mm"、"五号"、"2em"
        [size] 写一个 3pt 以上的长度，如 "10.5pt"、"23mm"、"五号"、"2em"
        [dots] 写一个 1pt 以上的长度，如 "4pt"、"0.4em"
        [number] 写一个合适范围内的整数，不加引号
        [flag] 写 true 或 false
        [font] 可以是 "song"、"hei"、"kai"、"fangsong"
        [strong] 可以是 "song"、"hei"、"kai"、"fangsong"
        [emphasis] 可以是 "song"、"hei"、"kai"、"fangsong"
        [head] 可以是 "song"、"hei"、"kai"、"fangsong"
        [level] 可以是 "none"、"basic"、"gb"、"gb+"、"strict"
        [punctuation] 可以是 "quanjiao"、"kaiming"、"banjiao"、"hangmobanjiao"、"raw"
        [opening] 可以是 "flush"、"paragraph"、"full"
        [numbering] 可以是 "page"、"article"
        [align] 可以是 "start"、"center"、"end"
        [start] 可以是 "page"、"recto"、"run-on"
        [direction] 可以是 "horizontal"、"vertical"
       *[other] 写一段加引号的文字
    }
    .explain = 版式的每个值都有自己的写法和范围，不合的值用 book-a5 的值代替。例如 size = "10.5" 没有写单位，应写成 size = "10.5pt" 或 size = "五号"。
S004 = 版式里没有 { $key } 这一项
    .hint = { $nearest ->
        [none] 全部项目见内置的 book-a5.toml
       *[other] 是不是 { $nearest }？
    }
    .explain = 只有 book-a5.toml 里列出的项目可以设置，其余的会被略过。例如把 pitch 写成 pich，行距就不会改变。
S005 = 版心放不进页面
    .hint = 减少每行字数或行数，缩小字号、行距或页边，或者放大开本
    .explain = 每行字数乘以字号就是版心的宽，行数和行距决定版心的高；加上订口和天头的白边，不能超出页面，行距也不能小于字号；分栏时，每行字数减去栏间的空，要能平分给各栏。例如 A5 宽 148mm，放不下每行 60 个五号字。这时开本和版心都改用 book-a5 的。
S006 = 版式“{ $style }”绕了一圈又以自己为底本
    .hint = 改一改这里的 extends，或删去这一行；内置的版式不必写自己的名字
    .explain = 一个版式没有写的项取自 extends 指定的版式，那一个又可以有自己的 extends，最后要到一个没有 extends 的为止。例如 a.toml 写 extends = "b"，b.toml 写 extends = "a"，就会看到这条消息；没有写的项这时取自 book-a5。
S007 = 版式“{ $style }”前面已经有 { $limit } 个版式一个接一个地 extends，不再读了
    .hint = 把几个版式并成一个，或者在 huikan.toml 的 [limits] 里把 styles 调大
    .explain = extends 一个接一个有上限，免得没有尽头。例如 a 以 b 为底本，b 以 c 为底本，这样连着九个，第九个不读，没有写的项取自 book-a5。


## T typefaces

T001 = { $file } 不是能读的字体文件，已略过
    .hint = 换成完整的 TTF、OTF 或 TTC 文件，或把它从 fonts/ 中移走
    .explain = 放进 fonts/ 的文件要能读出字形表和字宽表。下载中断的文件、网页字体（WOFF）和改了后缀的其他文件都读不出来。例如把 song.woff2 改名为 song.ttf，就会看到这条消息；请换成字体原来的 TTF 文件。
T002 = 没有字体含有“{ $character }”（{ $code }）
    .hint = 在 fonts/ 中放一个含有这个字的字体，或改用别的字
    .explain = 内置字体、fonts/ 中的字体和系统字体都没有这个字，排出来是一个方框，复制出来的文字仍然正确。例如某些地名用字只有超大字符集的字体才有；把那种字体放进 fonts/ 即可。
T003 = “{ $character }”（{ $code }）用了本机的字体 { $font }
    .hint = 把这个字体复制到 fonts/，换一台电脑也会得到同样的书
    .explain =
        内置字体和 fonts/ 里的字体都没有这个字，于是用了装在这台电脑上的一种字体。别的电脑上可能没有它，
        做出来的书就会不一样。例：生僻的地名用字取自系统里的大字符集宋体；把它放进 fonts/ 就固定下来了。

## L lines

L001 = “{ $word }”比一行还长，在中间断开了{ $style ->
        [none] {""}
       *[other] （版式 { $style }）
    }
    .hint = 缩短它，或用更宽的版心
    .explain = 一个西文单词、网址或数字放不进一整行，只好在任意处断开，不加连字符。例如在很窄的表格栏里写一个很长的网址，就会这样。
L002 = 一行没有排满{ $style ->
        [none] {""}
       *[other] （版式 { $style }）
    }：{ $line }
    .hint = 改写这一行附近的文字，或用更宽的版心
    .explain = 这一行拉开到允许的限度仍不够长，于是右端不齐。通常是因为后面跟着不能断开的长单词或网址，而版心又很窄。例如六个字宽的栏里有一个五个字宽的网址。

## P pages

P002 = 图片连同说明比一面还高，已缩小（版式 { $style }）
    .hint = 缩小图片的宽度，或缩短说明
    .explain = 排不进一面的东西无法分开，只好缩小。例如一张又窄又长的图片按版心的宽度放大后会高过一面；写明较小的宽度就可以了。
P003 = 表格有 { $columns } 栏，放不进版心的宽度（版式 { $style }）
    .hint = 减少栏数，或把表格分成两个
    .explain = 每栏至少要能放下两个字。栏数太多时，各栏挤在一起，文字会互相重叠。例如 A5 的版心放不下二十栏的表格。
P004 = 行间的空白只有正文字号的百分之{ $percent }，放不下注音、着重号、专名号这些行间的符号
    .hint = 在版式里把 text.pitch 加大到字号的一倍半以上；上下两面都有符号时，加大到 1.6 倍以上
    .explain =
        注音排在字的上面，着重号、专名号、浪线排在字的下面，都占用两行之间的空白。空白小于半个字，符号就会碰到邻行的字。
        例如 10.5 磅的正文，行距至少要 15.75 磅。
P005 = 书脊上放不下“{ $words }”，没有印
    .hint = 书名取短一些，或者用厚一些的纸
    .explain = 书脊上的字排成一行，不小于 7 磅，两边各空一毫米。太长，或者书脊太窄，就不印在书脊上，封面上照印。例如 6 毫米的书脊可以排 11 磅的字。
P006 = “{ $isbn }”不是有效的书号，封底没有条码
    .hint = 核对各位数字，尤其是最后一位：它是由前面各位算出来的
    .explain = 封底的条码是 EAN-13，由书号的 13 位数字组成，以 978 或 979 开头，连字符不算。例如 978-7-5327-0000-5 不对，最后一位应是 4。


## X PDF

X001 = 图片 { $image } 无法放进 PDF：{ $reason }
    .hint = 用看图软件打开它，另存为 JPEG 或 PNG
    .explain = PDF 只收 JPEG、PNG 和 SVG 图片。文件损坏、扩展名与内容不符，或用了少见的压缩方式（如无损 JPEG），都放不进去，这一卷的 PDF 就不写出。例如网页上存下来的“图.jpg”其实可能是 WebP。
X002 = 《{ $title }》的 PDF 无法生成：{ $reason }
    .hint = 这多半是 huikan 的缺陷：请带上这条消息和能重现它的文章报告
    .explain = 版面已经排好，但写成 PDF 文件时失败了。例如一卷里一页也没有，就没有可写的东西。其他卷不受影响。
X003 = 《{ $title }》的小册子要 { $sheets } 张纸，一次最多订 { $limit } 张，已分成 { $booklets } 本：{ $each } 张
    .hint = 按顺序折订，各本的张数是 { $each }；订书机能订更多，就写 most-sheets
    .explain =
        骑马订是把一叠纸对折后在折缝处订。纸太多时订不透，里面的页也会被挤出来，所以分成厚薄相近的几本，页码接着排。
        上限写在 most-sheets 里，不写是 15。例如 88 页的小册子要 22 张纸，分成两本，每本 11 张。
X004 = 字体 { $font } 无法嵌入 PDF：{ $reason }
    .hint = 换一个字体文件，或重新下载
    .explain = PDF 里只放用到的字形，为此要能读懂字体的轮廓。文件损坏、只有点阵或用 CFF2 轮廓的字体不行。例如可变字体要先导出为静态字体。
X005 = 《{ $title }》的页面（{ $page }）放不进拼版用纸（{ $sheet }）
    .hint = 换大一号的纸：`sheet = "A3"`，或换开本小的 style，或减少 folds、up、bleed
    .explain = 拼版时页面不缩放，一面上的几页并排放下还要放得进纸。例如 A5 的页面每面两页配 A4 纸，四页配 A3 纸；带出血时要用大一些的 SRA 纸。
X006 = 《{ $title }》的拼版用纸（{ $sheet }）四周放不下裁切线和套准线，没有印
    .hint = 用不小于 { $need } 的纸，或去掉 marks
    .explain = 裁切线和套准线印在成品和出血之外，每边要 10 毫米。例如 A5 页面两两拼在 A4 纸上，四周没有余地，要用 SRA4 或 A3 纸。
X007 = { $image } 是 CMYK 图片，存档用的 PDF/A-2u 收不了
    .hint = 另存为 RGB 或灰度的图片，或换一个版本
    .explain = 存档文件的颜色要不靠印刷条件就说得清，这里以 sRGB 为准，CMYK 是油墨的多少，不在其内。例如封面用了印刷厂给的 CMYK 照片，就先在看图软件里转成 RGB。
X008 = { $image } 印出来只有每英寸 { $found } 点，印刷要 { $wanted } 点以上
    .hint = 换一张大一些的，或把它印小一些
    .explain = 印刷厂的网线比屏幕细得多：照片每英寸要 300 点，黑白线条图要 600 点，少了会发虚、出锯齿。只查按 PDF/X-4 交付的版本。例如 10 厘米宽的照片至少要 1180 点宽。
X009 = { $profile } 不是四色印刷机的颜色特性文件
    .hint = 向印刷厂要他们的印刷机和纸张的输出特性文件（CMYK），或者去掉 profile
    .explain =
        颜色特性文件有相机的、屏幕的、印刷机的。PDF/X-4 要印刷机的：黄、品、青、黑四色的输出特性文件，里面有把颜色变成墨量的表。
        例如屏幕的 sRGB 就不能用。
X010 = 矢量图 { $image } 里有 PDF 画不出的效果
    .hint = 在绘图软件里把蒙版、滤镜、图案填充、混合模式或半透明渐变转成普通的形状，或者导出成 PNG
    .explain =
        SVG 里的形状、渐变、剪裁、透明、文字和图片都照样画成矢量；蒙版、滤镜（阴影、模糊）、图案填充、混合模式和半透明的渐变不画，
        其余照画。EPUB 里是原来的图，由阅读器画。例如带投影的图表在 PDF 里没有影子。

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
E005 = 字体 { $font } 没有嵌进 EPUB：{ $problem ->
        [forbidden] 字体的作者不允许
       *[broken] 不能裁切（{ $detail }）
    }
    .hint = 把它移出 fonts/，或者换一种字体；阅读器会用自己的字体代替
    .explain = 写了 embed = "all"、"display" 或 "rare"，书就带上用得着的字形。字体自己写明可不可以嵌入（OS/2 表的 fsType）；不可以的，或者损坏的，不放进书里，这些字由阅读器用自己的字体显示。例如单位买来的字体，多半只许在单位里用。
E010 = 这不是完好的 EPUB：{ $problem ->
        [zip] 不是 ZIP 容器（{ $detail }）
        [missing] 第一个文件不是 mimetype
        [compressed] mimetype 被压缩了
        [extra] mimetype 带有附加字段
       *[wrong] mimetype 的内容不是 application/epub+zip
    }
    .hint = 用 huikan build 重新编一次；解压、改动以后再压缩的，要让 mimetype 排在第一个并且不压缩
    .explain = EPUB 是一个 ZIP 容器，第一个文件叫 mimetype，不压缩，内容恰好是 application/epub+zip，阅读器凭它认出这是书。例如用普通压缩软件重新打包以后，mimetype 往往不在第一个。
E011 = 容器里的文件名 { $name } 不能用：{ $problem ->
        [outside] 指到容器外面
        [twice] 与另一个文件同名，或者只差大小写
       *[characters] 含有不允许的字符
    }
    .hint = 改名，并把书中指向它的地方一起改
    .explain = 阅读器会把容器解到磁盘上。名称里有“..”、以“/”开头、含有冒号之类的字符，或者两个文件在不分大小写的系统里同名，都会出错，甚至写到别处去。例如 ../evil.xhtml 和 A.xhtml、a.xhtml。
E012 = 容器里的文件{ $problem ->
        [large] 解开以后太大，超过 { $limit }
        [many] 太多，超过 { $limit } 个
       *[damaged] 已经损坏：{ $detail }
    }
    .hint = { $problem ->
        [damaged] 重新取得或者重新编这个文件
       *[other] 确实要这么大，就在 huikan.toml 的 [limits] 里把 { $key } 调大
    }
    .explain = 解压有限度（[limits] 里的 entry、unpacked、entries），免得一个小文件解成巨大的一堆。校验和不对、数据不全也报这一条。例如下载中断的书。
E013 = 找不到这本书的包文件：{ $problem ->
        [container] 没有 META-INF/container.xml
        [rootfile] container.xml 没有指出包文件
       *[missing] 没有 { $name } 这个文件
    }
    .hint = 用 huikan build 重新编一次
    .explain = META-INF/container.xml 指出包文件（.opf）在哪里，书里有什么、按什么次序读都写在包文件里，没有它就没有书。例如解压以后漏了 META-INF 文件夹。
E014 = 第 { $line } 行不是合格的 XML：{ $problem ->
        [encoding] 不是 UTF-8 编码
        [nesting] 元素套得太深，超过 { $detail } 层（huikan.toml 的 [limits] 里的 elements）
        [entity] 定义了自己的实体
       *[other] { $detail }
    }
    .hint = 照所说的地方改正；用的是自己的模板时，检查 styles/epub/ 里的同名文件
    .explain = 书里的文档都是 XML，有一处不合格，许多阅读器整章都不显示。自己定义的实体和几百层的嵌套可以让阅读器耗尽内存，也不收。例如漏写了 </p>，或者 & 没有写成 &amp;。
E015 = 包文件没有写 { $name }
    .hint = 在 <metadata> 里补上
    .explain = 每本书都要有标识符、书名、语言和修改时间，package 元素的 unique-identifier 要指向其中一个标识符。阅读器用它们认书、排书架、选字体。例如没有 dc:language 时，阅读器不知道按哪种语言断行。
E016 = 清单里的 { $name } { $problem ->
        [twice] 列了两次
       *[missing] 在容器里没有
    }
    .hint = 改正清单（manifest），或者把文件放进去
    .explain = 包文件的清单列出书里的每一个文件，每个一次。列了而没有的文件，阅读器打开时会出错。例如删了一张图片，清单里还留着。
E017 = 清单没有列出 { $file }
    .hint = 在清单（manifest）里加一项，或者从容器里去掉这个文件
    .explain = 不在清单里的文件不算书的一部分，阅读器可以丢掉它，书店会退回这本书。例如手工放进去一张图片而没有改包文件。
E018 = { $file } 标作 { $declared }，{ $real ->
        [foreign] 而这一类文件阅读器不一定认得
        [unknown] 内容却不是
       *[other] 内容却是 { $real }
    }
    .hint = 改正清单里的 media-type；阅读器不认得的格式转换成常用的
    .explain = 阅读器按清单里写的类型打开文件。写错了类型的图片显示不出来；EPUB 规定的核心类型（JPEG、PNG、GIF、SVG、WebP 图片，XHTML，CSS，常见字体）之外的文件要有替代。例如“图.jpg”其实是 WebP。
E019 = 阅读次序有误：{ $problem ->
        [empty] 一个文档也没有
        [missing] 清单里没有编号 { $name }
        [twice] { $name } 出现两次
        [ncx] 旧式目录 { $name } 不在清单里
       *[type] { $name } 不是可以阅读的文档
    }
    .hint = 改正包文件的 spine
    .explain = spine 按编号列出各个文档，阅读器照这个次序翻页。指到没有的编号，或者指到图片、样式表，那一处就翻不过去。例如删了一章而没有改 spine。
E020 = 目录有误：{ $problem ->
        [missing] 没有导航文档
        [toc] 导航文档里没有目录
        [empty] 目录是空的
        [ncx] 旧式目录是空的
       *[order] { $name } 的次序与正文不合
    }
    .hint = 改正导航文档；用的是自己的 nav.xhtml 模板时，对照内置的同名模板
    .explain = EPUB 3 的目录是一个带有 properties="nav" 的文档，里面 epub:type="toc" 的列表依正文的次序列出各章；页码表也是这样。次序不合时，阅读器显示的进度和“上一章、下一章”会错。
E021 = { $url } 无处可去
    .hint = 改正地址，或者去掉链接
    .explain = 书中的链接、图片、样式表要指到书里有的文件，# 后面要是那个文档里有的编号，也不能指到容器外面。例如脚注链接 #n3，而文档里没有 id 为 n3 的元素。
E022 = 编号 { $id } 在同一个文档里出现两次
    .hint = 把其中一个改成别的名称，指向它的链接一起改
    .explain = 编号在一个文档里只能用一次，否则链接不知道跳到哪一处，整个文档也不合格。例如两条脚注都叫 n1。
E023 = 书里有会运行的东西：{ $what }
    .hint = 去掉它
    .explain = 脚本、事件属性、表单、嵌入的网页、javascript: 地址和自动跳转，书里用不着，许多阅读器不许，也不安全。例如从网页粘贴来的 onclick。
E024 = { $url } 要从别处取来
    .hint = 把它放进书里，或者去掉
    .explain = 书要离线也能读。图片、样式表、字体指到网上，没有网络时就看不见，网站还能知道谁在读；链接到网页给人点击则没有关系。例如 <img src="https://…">。
E025 = 字体 { $file } 标作 { $declared }，{ $real ->
        [unknown] 内容却不是字体
       *[other] 内容却是 { $real }
    }
    .hint = 换成完好的字体文件，改正清单里的 media-type
    .explain = 阅读器按清单里写的类型读字体，类型不对或者文件损坏，就退回自己的字体，生僻字可能显示成方框。例如把 .ttf 改名成 .woff2。
E026 = { $what ->
        [alt] 图片 { $name } 没有替代文字
        [lang] 文档没有标明语言
       *[title] 文档没有标题
    }
    .hint = { $what ->
        [alt] 在 img 上写 alt；纯装饰的图片写 alt=""
        [lang] 在 html 元素上写 lang 和 xml:lang
       *[title] 在 head 里写 title
    }
    .explain = 看不见的人靠读屏软件听书：图片要有文字，文档要有语言和标题，软件才知道用哪种声音读、这是哪一章。例如 <img src="map.png"> 没有 alt，读出来只有文件名。
E027 = 还有 { $count } 处 { $code }，没有一一列出
    .hint = 先改正列出的，再检查一次
    .explain = 一种问题在一本书里列出前 20 处，其余只计数，多半是同一个原因。例如模板里一处写错，每一章都会有。
E028 = 包文件没有写 { $name }
    .hint = 在 <metadata> 里补上无障碍说明
    .explain = 读者和图书馆靠这些说明知道一本书听得懂、看得清吗：内容是文字还是图像，有哪些便利，有没有闪烁之类的危险。例如 schema:accessMode 写 textual。


## W writing: slips of the text

W001 = 引号用反了，或者缺了另一半：{ $text }
    .hint = { $right ->
        [none] 对照原文改正
       *[other] 改成 { $right }（huikan check --fix 可以代劳）
    }
    .explain =
        引号要一左一右成对，里层用单引号。引文分几段时，每段开头都用左引号、只在最后一段用右引号，是对的。
        例：”红色“应当写成“红色”。两个都反了，或者从前后的标点看得出来时，huikan check --fix 会改；其余的只报告。
W002 = 中文里用了直引号：{ $text }
    .hint = { $right ->
        [none] 改成弯的引号
       *[other] 改成 { $right }（huikan check --fix 可以代劳）
    }
    .explain =
        直引号不分左右，中文用弯的引号。例："红色"应当写成“红色”。
        一段里的直引号成对、又没有英寸之类的用法时，huikan check --fix 会改。
W003 = 汉字之间用了半角的标点：{ $text }
    .hint = { $right ->
        [none] 改成全角的标点
       *[other] 改成 { $right }（huikan check --fix 可以代劳）
    }
    .explain =
        中文用全角的标点。小数点、钟点（10:30）、千位的逗号、网址和西文里的半角标点是对的，不在此列。
        例：春天来了,花开了。两边都是汉字时，huikan check --fix 会改；句点和一边是西文的只报告，因为可能另有意思。
W004 = 全角的数字或字母，与别处的半角混用：{ $text }
    .hint = { $right ->
        [none] 改成半角
       *[other] 改成 { $right }（huikan check --fix 可以代劳）
    }
    .explain =
        同一篇文章里，数字或字母有全角也有半角，印出来宽窄不一。例：２０２２年和2023年。
        huikan check --fix 把全角的改成半角。全篇都用全角的不报告。
W005 = 汉字数目里的“零”用错了字：{ $text }
    .hint = { $right ->
        [none] 改成“〇”
       *[other] 改成 { $right }（huikan check --fix 可以代劳）
    }
    .explain =
        年份、编号里的零写“〇”（GB/T 15835），不是圆圈、阿拉伯数字或字母；四位的年份也不写“零”。
        例：二○二三、二0二三、二零二三年都应当写成二〇二三。huikan check --fix 会改。
W006 = 人名中间的圆点用错了字：{ $text }
    .hint = { $right ->
        [none] 若是人名，改成“·”；若是句末，改成“。”
       *[other] 改成 { $right }（huikan check --fix 可以代劳）
    }
    .explain =
        间隔号是“·”。项目符号“•”、日文的中点和它样子相近，宽窄和位置不同。
        例：列夫•托尔斯泰应当写成列夫·托尔斯泰。huikan check --fix 会改；全角的句点只报告。
W007 = 破折号只有一半，或用错了字：{ $text }
    .hint = { $right ->
        [none] 若是破折号，改成“——”
       *[other] 改成 { $right }（huikan check --fix 可以代劳）
    }
    .explain =
        破折号占两个字，中间不断开。连接起止的一字线（三月—五月）和短横不在此列。
        例：他来了--终于来了。两个短横、断成两半的，以及行首的半个，huikan check --fix 会改。
W008 = 省略号只有一半，或用点代替：{ $text }
    .hint = { $right ->
        [none] 改成“……”
       *[other] 改成 { $right }（huikan check --fix 可以代劳）
    }
    .explain =
        省略号是六个点，占两个字。例：他说...、他说。。。、他说…都应当写成他说……。
        点数是三或六时，huikan check --fix 会改；四个、五个点的只报告。
W009 = 标点重复，或连在一起：{ $text }
    .hint = { $right ->
        [none] 留下其中一个
       *[other] 留下一个 { $right }（huikan check --fix 可以代劳）
    }
    .explain =
        两个标点之间多半漏删了一个。连用的问号、叹号是对的，不在此列。
        例：水涨了，，船走了。相同的两个，huikan check --fix 留一个；不同的（、，）只报告。
W010 = 句子里有空格：{ $text }
    .hint = { $right ->
        [none] 若不是有意的，去掉空格
       *[other] 去掉空格（huikan check --fix 可以代劳）
    }
    .explain =
        汉字之间的空格常是扫描、两端对齐留下的。标题、名单、引号里的空格，以及全角空格，是有意的，不在此列。
        例：河水从 山里出来。标点旁边的空格，huikan check --fix 会去掉；字与字之间的只报告。
W011 = 形近的字，多半认错了：{ $text }
    .hint = { $right ->
        [none] 对照原文改正
       *[other] 改成 { $right }（huikan check --fix 可以代劳）
    }
    .explain =
        扫描识别和输入时常把样子相近的字弄混。只收在这个位置上一定不对的，所以会漏，不会误报。
        例：自已的、巳经、进—步、5曰、2O22年。huikan check --fix 会改。
W012 = 这一段像是接着上一段的：{ $text }
    .hint = 上一段没有说完；若是同一段，把两段接起来
    .explain =
        上一段停在逗号、顿号上，或这一段以不能开头的标点开始，多半是在换栏、换页的地方断开的。
        例：上一段是“水从山里出来，”，下一段是“，往东流去。”。诗和列表不在此列。接不接由您决定，不会自动改。
W013 = 括号缺了另一半：{ $text }
    .hint = 补上另一半，或去掉这一个
    .explain =
        一段之内，括号、书名号要成对。编号后面的半个括号（1）是对的。例：《水经注的第一卷。
        缺的一半应当在哪里，只有对照原文才知道，不会自动改。
W014 = 有一个字丢失了：{ $text }
    .hint = 对照原文补上
    .explain =
        “�”表示原来的字节读不出来，多半是转换编码时损坏的。例：水利�。对照原件补上，或重新转换来源。
W015 = 有看不见的字符 { $what }：{ $text }
    .hint = { $right ->
        [none] 去掉它，或换成换行
       *[other] 去掉它（huikan check --fix 可以代劳）
    }
    .explain =
        零宽空格、控制字符等看不见，却会妨碍搜索、断行和显示，多半是从网页、PDF 里带来的。
        例：网页上复制的字之间常有 U+200B。汉字旁边的，huikan check --fix 会去掉；分行、分页的控制字符只报告。
W016 = 部首或兼容字代替了汉字：{ $text }
    .hint = { $right ->
        [none] 改成通常的字
       *[other] 改成 { $right }（huikan check --fix 可以代劳）
    }
    .explain =
        PDF 转成的文字里，有的字是样子相同的康熙部首或兼容字，搜索不到，字体里也常没有。
        例：⼀（U+2F00）应当是一（U+4E00）。huikan check --fix 会改。


## cli: what the commands say and their help texts

severity-error = 错误
severity-warning = 警告
severity-note = 说明
severity-hint = 提示
cli-more = （代码 { $code } 另有 { $count } 条，加 -v 全部列出）
explain-head = { $code }（{ $severity }）
cli-init-done =
    已在{ $folder ->
        [none] 当前文件夹
       *[other] “{ $folder }”
    }新建出版物。接下来{ $folder ->
        [none] {""}
       *[other] （先进入这个文件夹：cd "{ $folder }"）
    }：
      1. 把来源文件放进 sources，运行 huikan import sources/*
      2. 看一看、改一改 content 里的文章
      3. 运行 huikan build，成品在 out 里

help-huikan = 汇刊：把一堆中文文章做成书：EPUB、A5 PDF、A4 小册子
usage-huikan = {"  "}huikan [选项] 命令
help-head-usage = 用法：
help-head-commands = 命令：
help-head-arguments = 参数：
help-head-options = 选项：
help-lang = 消息用的语言；不写时由 LANG 决定
help-quiet = 只显示错误；问到的才答，做完的不报
help-verbose = 显示全部细节
help-log-format = 结果以外的话怎样写：text（照常），或 json，一行一个对象
help-help = 显示帮助
help-version = 显示版本；--version 还说出程序是怎样编译的
help-json = 以 JSON 输出
version-commit = { $commit ->
    [none] 提交：编译时没有给出
   *[other] 提交：{ $commit }
}
version-target = 适用于：{ $target }
version-profile = 编译方式：{ $profile }
version-rust = 编译它需要：Rust { $rust } 或更新
version-unicode = Unicode：{ $classes }（字符类别）、{ $breaks }（西文断行）、{ $forms }（规范化）、{ $widths }（列宽）
version-fonts = 内含字体：
help-next-init = 接下来：huikan init 文集 新建一份出版物
help-next-import = 接下来：huikan import sources/* 把来源文件变成文章
help-next-build = 接下来：huikan list 看有哪些卷，huikan build 生成它们
help-init = 新建一份出版物：带注释的 huikan.toml 和一篇样稿
usage-init = {"  "}huikan init [DIR]
help-init-folder = 新建在哪个文件夹；不写就是当前文件夹
help-import = 把来源文件变成 content/ 里的文章
usage-import = {"  "}huikan import FILE… [--into DIR] [--dry-run] [--explain] [--report FILE.json] [--lines]
help-import-files = 来源：txt、md、docx、html 文件，或装着它们的文件夹、zip
help-import-into = 出版物的文件夹；不写就是当前文件夹
help-import-dry-run = 只说会做什么，不写文件
help-import-lines = 只列出来源的各行和行号（> 一篇文章从这行起，- 没有收进文章），供写 import.toml 用，什么也不写
help-import-explain = 说明每篇文章的判断依据
help-import-report = 把导入报告写成 JSON 文件
help-list = 列出卷和已生成的产品；加 -v 也列出文章
usage-list = {"  "}huikan list [--by unit|source] [--json]
help-list-by = 只列单位卷（unit）或来源卷（source）
help-fonts = 列出排版能用的字体：用途、字数、来自哪里
usage-fonts = {"  "}huikan fonts [--json]
fonts-head-role = 用途
fonts-head-name = 字体
fonts-head-weight = 字重
fonts-head-han = 汉字
fonts-head-all = 字符
fonts-head-file = 文件
fonts-built-in = 程序自带
fonts-role-song = 宋体
fonts-role-hei = 黑体
fonts-role-kai = 楷体
fonts-role-fangsong = 仿宋
fonts-role-latin = 西文
fonts-role-none = 补缺字
fonts-italic = { $weight } 斜体
help-where = 说出印出来的一页是哪一篇、哪几行
usage-where = {"  "}huikan where 卷 页 [-e 版本] [--json]
help-where-volume = 卷的编号，huikan list 里有
help-where-page = 印在页脚的页码：12、iv
help-where-edition = 哪个版本的页；不写就是第一个纸上的版本
help-build = 生成各卷的产品
usage-build = {"  "}huikan build [VOLUME…] [-e EDITION]… [-o DIR] [-j N] [--strict] [--force] [--explain] [--plan] [--ticket FILE] [--json]
help-build-volumes = 生成哪些卷；不写就是全部
help-build-editions = 生成哪些版本，可写多次；不写就是全部
help-build-out = 成品放在哪个文件夹；不写就是 out
help-build-jobs = 用几个线程；不写或写 0 就由处理器决定
help-build-strict = 有警告的产品也不写
help-build-force = 不管有没有变动，全部重新生成
help-build-explain = 说明每件成品为什么重新生成，或者为什么没有
help-build-ticket = 照 huikan plan 写的施工单编一卷：只读这一卷要用的文件，不动 catalog.json
help-plan = 列出有哪些产品要编，每一件由哪条命令编，供许多进程、许多机器分着编
usage-plan = {"  "}huikan plan [VOLUME…] [-e EDITION]… [-o DIR] [--by product|volume] [--json]
help-plan-by = 一条命令编一件产品（product），或一卷的全部产品（volume）；不写就是 product
help-catalog = 产品目录 catalog.json
usage-catalog = {"  "}huikan catalog merge [-o DIR]
help-merge = 把照施工单编好的产品登记进 catalog.json，与在一台机器上一次编成的一样
usage-merge = {"  "}huikan catalog merge [-o DIR]
help-merge-out = 产品在哪个文件夹；不写就是 out
help-build-plan = 不生成产品，列出哪一页印在哪张纸上，并写一份可以试折的样张
help-watch = 编书，此后一有改动就重新编
usage-watch = {"  "}huikan watch [VOLUME…] [-e EDITION]… [-o DIR] [-j N] [--serve [--port N]] [--json]
help-watch-serve = 在浏览器里看产品：只对本机开放的一页，每一轮之后自己刷新
help-watch-port = 这一页的端口；不写就是 4180，被占用了就用下一个空着的
help-watch-json = 每一轮输出一行 JSON
watch-serves = 网页：{ $url }
serve-title = 汇刊
serve-volume = 卷
serve-edition = 版本
serve-chapters = 篇目
serve-pages = 书签
serve-page = 第
serve-of = 页，共 {"{count}"} 页
serve-previous = 上一页
serve-next = 下一页
serve-open = 单独打开
serve-frame = 产品
serve-empty = 还没有可以看的产品。
serve-problems = 问题
serve-none = 没有发现问题。
serve-more = 还有 {"{count}"} 条，见终端。
serve-first = 正在编第一轮……
serve-ended = huikan watch 已经停下，这一页不再更新。
serve-error = 错误
serve-warning = 警告
serve-note = 提示
watch-waits = 等着改动；按 Ctrl-C 结束
watch-round =
    第 { $round } 轮{ $round ->
        [1] {""}
       *[other] { $changed ->
            [0] {""}
            [1] （{ $file } 有改动）
           *[other] （{ $changed } 个文件有改动）
        }
    }：生成 { $made } 件产品{ $kept ->
        [0] {""}
       *[other] （{ $kept } 件没有变动）
    }；错误 { $errors }，警告 { $warnings }；{ $seconds } 秒
help-check = 检查内容：校对文字，把全部产品在内存里做一遍，不写产品
usage-check =
    {"  "}huikan check [--fix] [--json]
    {"  "}huikan check FILE.epub… [--json]
help-check-files = 编好的书：只检查这些 EPUB 文件，不看出版物
help-check-fix = 把有把握的笔误在 content/ 的文章里改正
help-explain = 详细说明一条消息
usage-explain = {"  "}huikan explain CODE
help-explain-code = 消息的代码，例如 D004
help-completions = 写出命令行补全的脚本
usage-completions = {"  "}huikan completions SHELL
help-completions-shell = 哪一种命令行：bash、elvish、fish、powershell、zsh
help-man = 写出手册页
usage-man = {"  "}huikan man [COMMAND] | man -l -
help-man-command = 哪一条命令的手册页；不写就是整个程序的
help-of-help = 显示整个程序或一条命令的帮助
usage-help = {"  "}huikan help [COMMAND]
help-help-command = 哪条命令，如 build、catalog merge；不写就是整个程序
help-dump = 把排好的页面写成文字，供检查版面用
usage-dump = {"  "}huikan dump 卷 -e 成品
help-dump-times = 排 N 次，只说出共有几面
help-lines = 把标准输入的文字排成行，供测试比对
usage-lines = {"  "}huikan lines --measure EM [选项] < 文本
help-lines-measure = 行长，几个字，可以是小数；0 表示凡可断行处都断
help-lines-level = 避头尾：none basic gb gb+（默认）strict；与 CSS 同义：normal loose anywhere
help-lines-lang = 文字的语言：zh（默认）zh-Hant ja ko 或其他语言标记
help-lines-punctuation = 标点：quanjiao（默认）kaiming banjiao hangmobanjiao raw
help-lines-align = justify（默认：两端对齐，整段优化）或 start（不对齐，每行尽量排满）
help-lines-overlong = 比一行还长的词：break 断开（默认）或 stick 伸出行外
help-lines-gap = 汉字与西文之间：elastic（默认：四分之一字，可伸缩）fixed eighth none
help-lines-hanging = 行末的点号可以悬在行外
help-lines-shrink-stops = 。？！：也可以挤，排在最后
help-lines-widths = 每行一个 JSON 对象：text、advance、clusters（各有 text、x、width），单位都是字宽
help-lines-breaks = 每段只出一行，凡可断行处加 ÷

where-head = { $volume }，版本 { $edition }，第 { $page } 页（{ $pages } 页里的第 { $place } 面）
where-sheet = 纸上：{ $section ->
        [0] {""}
       *[other] 第 { $section } 本（帖），
    }第 { $sheet } 张纸{ $face ->
        [front] 的正面
        [back] 的反面
       *[both] {""}
    }
where-none = 这一页上没有文章
where-outdated = { $file } 是内容改动以前编的，页码可能不同；这里按现在的内容回答
where-file = 文件
where-lines = 行
where-source = 来源
list-volume = 卷
schedule-edition = 版本
schedule-hash = 内容摘要
list-kind = 系列
list-title = 题名
list-articles = 篇数
list-characters = 字数
list-products = 成品
list-kind-source = 来源
list-kind-unit = 单位
list-kind-custom = 手编
build-product = 成品
build-pages = 页数
build-size = 大小
check-fixed = 改正 { $file }：{ $counts }
check-fixed-none = 没有可以自动改正的笔误
check-count = { $code } { $count } 处
check-join = ，
plan-head = { $file }：{ $pages } 页，{ $sheets } 张纸（{ $paper }），空白 { $blanks } 面{ $blanks ->
        [0] {""}
       *[other] { $tail ->
            [0] ，都在最后
           *[other] ，都在最后的版权页之前
        }
    }
plan-turn-short = 双面打印，短边翻转
plan-turn-long = 双面打印，长边翻转
plan-press-turn = 自翻版：一块版印两面，左右翻，印后从中间裁开
plan-press-tumble = 滚翻版：一块版印两面，上下翻，印后从中间裁开
plan-booklet = 第 { $section } 本
plan-signature = 第 { $section } 帖
plan-sheet = 第 { $sheet } 张
plan-front = 正面
plan-back = 背面
plan-both = 两面同版
plan-folios = 方括号里是第几面；圆括号里是那一面印出来的页码，与面数相同的不写
plan-turned = ↓ 头朝下
plan-dummy = 试折样张 { $file }
plan-none = 没有要拼版的版本；在 [[edition]] 里写 impose

check-books = 检查了 { $books } 本书：错误 { $errors } 个，警告 { $warnings } 个
build-waits = 另一个 huikan 正在写这个文件夹，等它写完……
why-line = { $file }：{ $why }
why-kept = 没有变动，保留
why-new = 生成：没有以前的记录
why-forced = 重新生成：用了 --force
why-program = 重新生成：程序换了版本
why-changed = 重新生成：{ $names }{ $more ->
        [0] {""}
       *[other] 等，另有 { $more } 项
    }有变动
why-recipe = 重新生成：这个版本的设置或 --strict 有变动
why-gone = 重新生成：文件不在了
why-altered = 重新生成：文件被人改过
why-said = 重新生成：上次一起生成时有提醒，要重新检查
input-styles = 版式（styles）
input-fonts = 字体（fonts）
input-profiles = 颜色特性文件（profiles）
input-publication = 整部出版物的信息（huikan.toml）
input-volume = 卷名、篇目或次序
merge-done = 已登记产品 { $products } 件
build-total = 共 { $products } 件
build-begins = 卷
build-pace = 卷 · 每秒 { $pages } 页 · { $title }
build-done = 成品 { $products } 件{ $kept ->
        [0] {""}
       *[other] ，其中 { $kept } 件没有变动
    }{ $out ->
        [none] {""}
       *[other] ，在 { $out } 里
    }；错误 { $errors } 个，警告 { $warnings } 个

import-source = { $source }（{ $encoding }）：文章 { $articles } 篇
import-lines = 行
import-confidence = 把握
import-unit = 单位
import-title = 标题
import-done =
    写入 { $folder } 的文章 { $files } 篇。接下来：
      1. 对照来源看一看 { $folder } 里的文章，改正标题、单位和分界
      2. 同一个单位有几种写法的，在 huikan.toml 的 [units] 里归并
      3. 用 huikan list 看有哪些卷，用 huikan build 编书
import-would = 将写入 { $folder } 的文章 { $files } 篇；这次没有写
import-nothing = 没有导入文章
import-alone = { $folder ->
    [none] 这里
   *[other] “{ $folder }”里
}没有 huikan.toml，所以只导入了文章，别的什么也没有建：直接 huikan build 按默认设置编书，或者先 huikan init 写一份可以改的设置
import-alone-would = { $folder ->
    [none] 这里
   *[other] “{ $folder }”里
}没有 huikan.toml：导入只会写出文章，不建别的
doubts-head = 请核对：
doubts-untitled = · { $count } 篇没有找到标题：在文件头写上 title
doubts-boundary = · { $count } 处分界拿不准：看这一篇的开头和前一篇的结尾
doubts-paragraph = · 分段拿不准：{ $count } 处；对照原件看一看
doubts-unsigned = · { $count } 篇没有单位，也没有作者：在文件头写上 unit 或 authors
doubts-slip = · { $count } 处{ $code ->
        [W001] 引号用反或缺了另一半
        [W002] 直引号
        [W003] 汉字之间的半角标点
        [W004] 全角的数字或字母，与半角混用
        [W005] 汉字数目里用错的“零”
        [W006] 人名中间用错的圆点
        [W007] 只有一半或用错字的破折号
        [W008] 只有一半或用点代替的省略号
        [W009] 重复或连在一起的标点
        [W010] 句子里的空格
        [W011] 形近的字
        [W012] 像是断开的段落
        [W013] 缺了另一半的括号
        [W014] 丢失的字
        [W015] 看不见的字符
       *[W016] 代替汉字的部首或兼容字
    }
doubts-slips-next = 笔误在导入以后用 huikan check 逐处查看，huikan check --fix 改正其中有把握的
doubts-file = {"    "}{ $file } 第 { $lines } 行{ $more ->
        [0] {""}
       *[other] 等，另有 { $more } 处
    }
doubts-more = 加 -v 逐条说明；加 --report 报告.json 写成文件；想知道依据，加 --explain
doubts-correct = 标题、单位、分界也可以在来源旁边的 import.toml 里改正，再导入时仍然有效（各行的行号用 huikan import 文件 --lines 看），例如：
doubts-in-report = 全部列在 { $report }；想知道依据，加 --explain
explain-reading = 第 { $line } 行读作{ $role }：{ $points } 分
explain-otherwise = ；否则是{ $role }，差 { $points } 分
reading-text = 上一篇的正文
reading-start = 一篇的正文，标题在别处或没有
reading-heading = 小标题
reading-before = 标题，在正文之前
reading-after = 标题，在正文之后
reading-inside = 标题，在正文当中
reading-aside = 图注一类正文旁边的话
reading-lead = 一篇的第一个小标题
reading-opening = 一篇开头的署名
reading-signature = 篇末的署名
reading-brief = 短讯的标题
sign-page = 在一面的开头
sign-label = 前面有栏目名
sign-gap = 前面有空行
sign-break = 后面换了一面
sign-bold = 字是加粗的（印了两遍）
sign-contents = 目录里有这个标题
sign-text = 与前后正文用词的远近
sign-unit = 有一行是单位名称
sign-date = 有日期
sign-byline = 有署名
sign-subtitle = 有副题
sign-note = 前一篇以注文结束
list-comma = 、
units-head = 下面的名称也许是同一个单位（等号左边的作正式名称）：
units-why = { $why }（{ $sources }）
units-why-layer = 单位相同，只差党委、中心组这一层
units-why-spelling = 写法不同，名称相同
units-why-places = 只差上级地名
units-why-place = 同一个单位，一处写明地名，一处没有
units-why-level = 地名后面省去“市”“县”
units-why-bare = 省去地名
units-why-short = 像是简称
units-more = 另有 { $count } 条
units-next = 认可的，写进 huikan.toml 的 [units]；不认可的不必管
units-next-dry-run = 正式导入时会作为注释附在 huikan.toml 末尾；这次没有写
units-next-written = 已作为注释附在 huikan.toml 末尾：去掉行首的“# ”就生效，不要的删去
units-block =
    ：下面的名称也许是同一个单位，左边是正式名称，右边是别名。
    认可的，去掉行首的“# ”（[units] 那一行也要去掉）；其余的留着或删去都可以，留着就不再重复提出。
units-block-table =
    ：下面的名称也许是同一个单位，左边是正式名称，右边是别名。
    认可的，去掉行首的“# ”，移到 [units] 表里：整个文件只能有一个 [units]。
    其余的留着或删去都可以，留着就不再重复提出。
units-block-replaces = 下一行代替已有的同名的一行：
evidence-title-before = 标题在正文前面
evidence-title-after = 标题在正文后面
evidence-title-inside = 标题在正文中间、换页的地方
evidence-short-head = 短标题下面只有一段
evidence-byline = 有署名
evidence-unit = 有一行是单位名称的样子
evidence-closing-note = 末尾有关于作者或来源的注
evidence-page-start = 从新的一页开始
evidence-page-numbers = 行末是页码
evidence-corrected = 由人改正
evidence-markdown = Markdown 的标题
evidence-title-style = 段落用了标题样式
evidence-first-level = 一级标题
evidence-centred = 居中的短行
evidence-new-page = 另起一页的醒目短行
evidence-first-line = 开头的短行
evidence-page-heading = 网页上的大标题
evidence-metadata = 网页元数据里的标题
evidence-window = 网页窗口的标题
