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


## C huikan.toml


## M Markdown articles


## I import


## V volumes


## S styles


## T typefaces


## L lines


## P pages


## X PDF

X001 = 图片 { $image } 无法放进 PDF：{ $reason }
    .hint = 用看图软件打开它，另存为 JPEG 或 PNG
    .explain = PDF 只收 JPEG 和 PNG 图片。文件损坏、扩展名与内容不符，或用了少见的压缩方式（如无损 JPEG），都放不进去，这一卷的 PDF 就不写出。例如网页上存下来的“图.jpg”其实可能是 WebP。
X002 = 《{ $title }》的 PDF 无法生成：{ $reason }
    .hint = 这多半是 huikan 的缺陷：请带上这条消息和能重现它的文章报告
    .explain = 版面已经排好，但写成 PDF 文件时失败了。例如一卷里一页也没有，就没有可写的东西。其他卷不受影响。
X003 = 《{ $title }》的小册子有 { $sheets } 张纸，订书机一般只能订 { $limit } 张
    .hint = 把这一卷分成几卷，或印 A5 版后胶装
    .explain = 骑马订是把一叠纸对折后在折缝处订。纸太多时订不透，里面的页也会被挤出来。例如 88 页的小册子要 22 张纸，应分成两册。
X004 = 字体 { $font } 无法嵌入 PDF：{ $reason }
    .hint = 换一个字体文件，或重新下载
    .explain = PDF 里只放用到的字形，为此要能读懂字体的轮廓。文件损坏、只有点阵或用 CFF2 轮廓的字体不行。例如可变字体要先导出为静态字体。

## E EPUB


## cli: what the commands say and their help texts

severity-error = 错误
severity-warning = 警告
severity-note = 说明
severity-hint = 提示

