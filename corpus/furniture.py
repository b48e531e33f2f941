"""Site furniture: the lines that a web page puts around a text (相关解读, 打印, 责任编辑 …)."""

import re
from collections.abc import Sequence

from corpus.headings import Line, read
from corpus.text import key

_TAIL = re.compile(
    r"[-•·*>【\[(]*(相关(解读|政策|链接|阅读|新闻|稿件|报道|文档|信息)|政策解读|责任编辑|责编|编辑[:]|打印|关闭|分享到?|扫一扫|"
    r"上一篇|下一篇|返回顶部|版权所有|主办单位[:]|承办单位[:]|网站标识码|网站地图|联系我们|.{0,6}icp备|.{0,3}公网安备|收藏|纠错)"
)
_HEAD = re.compile(
    r"(首页>|当前位置|您(现在|当前)?的?位置|发布(时间|日期)[:]|来源[:]|信息来源[:]|字(体|号)[:]|浏览(次数|量)|点击(数|量)|打印$|【?字体|分享[:到])"
)
_COMMENT = re.compile(r"<!--.*?-->$|\|?(\s*:?-{3,}:?\s*\|)+(\s*:?-{3,}:?\s*)?$|(\*\s*){3,}$|(-\s*){3,}$|(_\s*){3,}$")


def furniture(lines: Sequence[Line]) -> set[int]:
    """Give the indices of the lines that are furniture: at the head, at the tail, and Markdown's comments and rules."""
    found = {i for i, line in enumerate(lines) if _COMMENT.match(line.text)}
    found |= {i for i, line in enumerate(lines[:12]) if len(line.text) <= 80 and _HEAD.match(key(line.text))}
    end = len(lines)
    for place in range(len(lines) - 1, max(len(lines) - 21, 0), -1):
        text = lines[place].text
        if len(text) > 80 or text.endswith("。") or lines[place].depth or read(lines[place]) is not None:
            break
        if _TAIL.match(key(text)):
            end = place
    return found | set(range(end, len(lines)))
