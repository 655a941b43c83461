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
U003 = “{ $folder }”里既没有 huikan.toml，也没有 content 文件夹
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
U005 = 没有选项“{ $name }”
    .hint = { $nearest ->
        [none] 在命令后面加 --help 查看它的选项
       *[other] 您要的是“{ $nearest }”吗？在命令后面加 --help 查看它的选项
    }
    .explain =
        以 - 或 -- 开头的词是选项，每个命令的选项不同。文件名以 - 开头时，在前面加 ./。
        例：huikan build --help 列出 build 的选项。
U006 = “{ $value }”不能作为 { $option } 的值
    .hint = 在命令后面加 --help 查看可用的值
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
U010 = { $folder } 里已经有 huikan.toml
    .hint = 换一个文件夹，或直接在这里运行 huikan build
    .explain =
        huikan init 只新建，不覆盖。文件夹里已有 huikan.toml 时什么也不写。
        例：huikan init 新文集 会在当前文件夹下面新建“新文集”。


## D disk

D001 = 无法读取 { $file }：{ $reason ->
        [permission] 没有权限
        [full] 磁盘已满
        [folder] 它是文件夹
        [not-a-folder] 路径中间有一个不是文件夹
        [read-only] 这里是只读的
       *[other] { $detail }
    }
    .hint = 检查文件权限，以及它是否正被别的程序占用
    .explain =
        操作系统拒绝读取这个文件，原因写在冒号后面。常见的是权限不足，或存储设备出错。
        例：文件属于另一个用户时，先用 chmod 或文件管理器改变权限。
D002 = 无法写入 { $file }：{ $reason ->
        [permission] 没有权限
        [full] 磁盘已满
        [folder] 它是文件夹
        [not-a-folder] 路径中间有一个不是文件夹
        [read-only] 这里是只读的
       *[other] { $detail }
    }
    .hint = 检查文件夹权限和剩余空间；原有的文件没有改动
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
D005 = 略过 { $file }：它链接到出版物的文件夹以外
    .hint = 把文件复制进来，代替符号链接
    .explain =
        出版物里的符号链接只能指向出版物自己的文件夹，否则别处的文件可能在不知情时进了书里。
        例：content/note.md 链接到 /home/wang/note.md 时会被略过。
D006 = { $file } 不是 UTF-8 编码
    .hint = 用编辑器另存为 UTF-8；如果是原始来源，用 huikan import 导入
    .explain =
        content/、styles/ 里的文件和 huikan.toml 必须是 UTF-8 编码，否则无法确知其中的文字。
        例：把 GB18030 编码的 river.txt 直接改名放进 content/ 会报此错；应运行 huikan import river.txt。


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


## cli: what the commands say and their help texts

severity-error = 错误
severity-warning = 警告
severity-note = 说明
severity-hint = 提示
cli-more = （代码 { $code } 另有 { $count } 条，加 -v 全部列出）
cli-init-done =
    已在 { $folder } 新建出版物。接下来：
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
help-quiet = 只显示错误
help-verbose = 显示全部细节
help-help = 显示帮助
help-version = 显示版本
help-json = 以 JSON 输出
help-init = 新建一份出版物：带注释的 huikan.toml 和一篇样稿
usage-init = {"  "}huikan init [DIR]
help-init-folder = 新建在哪个文件夹；不写就是当前文件夹
help-import = 把来源文件变成 content/ 里的文章
usage-import = {"  "}huikan import FILE… [--into DIR] [--dry-run] [--explain] [--report FILE.json]
help-import-files = 来源文件：txt 或 md
help-import-into = 出版物的文件夹；不写就是当前文件夹
help-import-dry-run = 只说会做什么，不写文件
help-import-explain = 说明每篇文章的判断依据
help-import-report = 把导入报告写成 JSON 文件
help-list = 列出卷、文章和已生成的产品
usage-list = {"  "}huikan list [--by unit|source] [--json]
help-list-by = 只列单位卷（unit）或来源卷（source）
help-build = 生成各卷的产品
usage-build = {"  "}huikan build [VOLUME…] [-e EDITION]… [-o DIR] [-j N] [--strict] [--json]
help-build-volumes = 生成哪些卷；不写就是全部
help-build-editions = 生成哪些版本，可写多次；不写就是全部
help-build-out = 成品放在哪个文件夹；不写就是 out
help-build-jobs = 用几个线程；不写就由处理器决定
help-build-strict = 有警告的产品也不写
help-check = 检查内容：把全部产品在内存里做一遍，不写文件
usage-check = {"  "}huikan check [--json]
help-explain = 详细说明一条消息
usage-explain = {"  "}huikan explain CODE
help-explain-code = 消息的代码，例如 D004
