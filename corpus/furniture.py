"""Site furniture: the lines that a web page puts around a text (相关解读, 打印, 责任编辑 …)."""

import re
from collections.abc import Sequence

from corpus.headings import Line, read
from corpus.text import key
from corpus.types import DropKind

_TAIL = re.compile(
    r"[-•·*>【\[(]*(相关(解读|政策|链接|阅读|新闻|稿件|报道|文档|信息)|政策解读|责任编辑|责编|编辑[:]|(打印|关闭|分享到?|收藏|纠错)(?!\w)|扫一扫|"
    r"上一篇|下一篇|返回顶部|版权所有|主办单位[:]|承办单位[:]|网站标识码|网站地图|联系我们|.{0,6}icp备|.{0,3}公网安备)"
)
_HEAD = re.compile(
    r"(首页>|当前位置|您(现在|当前)?的?位置|发布(时间|日期)[:]|来源[:]|信息来源[:]|字(体|号)[:]|浏览(次数|量)|点击(数|量)|打印$|【?字体|分享[:到])"
)
_PAGE = re.compile(r"[-—–－]\s*\d{1,4}\s*[-—–－]$|第\s*\d{1,4}\s*页(\s*[,，/]?\s*共\s*\d{1,4}\s*页)?$")
_HASHES = re.compile(r"##+\s")  # below the title
_COMMENT = re.compile(r"<!--.*?-->$|\|?(\s*:?-{3,}:?\s*\|)+(\s*:?-{3,}:?\s*)?$|(\*\s*){3,}$|(-\s*){3,}$|(_\s*){3,}$")


def furniture(lines: Sequence[Line]) -> dict[int, DropKind]:
    """Give the lines that are not the text's: site furniture at both ends, Markdown's comments, page numbers."""
    found: dict[int, DropKind] = {i: "furniture" for i, line in enumerate(lines) if _is(_COMMENT, line)}
    found |= {i: "page_number" for i, line in enumerate(lines) if _is(_PAGE, line)}
    opened = next((i for i, line in enumerate(lines[:12]) if line.depth > 1 or _HASHES.match(line.text)), 12)
    head = (i for i, line in enumerate(lines[:opened]) if len(line.text) <= 80 and _HEAD.match(key(line.text)))
    found |= dict.fromkeys(head, "furniture")
    end = len(lines)
    for place in range(len(lines) - 1, max(len(lines) - 21, 0), -1):
        line = lines[place]
        if len(line.text) > 80 or line.text.endswith("。") or line.depth or read(line) is not None:
            break
        if _TAIL.match(key(line.text)):
            end = place
    return found | dict.fromkeys(range(end, len(lines)), "furniture")


def _is(pattern: re.Pattern[str], line: Line) -> bool:
    return len(line.text) <= 200 and pattern.match(line.text) is not None
