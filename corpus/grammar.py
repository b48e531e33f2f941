"""The closed classes of Chinese grammar that mining and question reading share; no word here belongs to one text."""

import re

CLAUSE_MARKS = ",，;；。：:!！?？\n"
PREPOSITIONS = ("在", "向", "以", "对", "从", "由", "为", "将", "把", "与", "和", "及", "包括", "围绕", "依托", "按照")
ADVERBS = (
    "重点",
    "主要",
    "分别",
    "同时",
    "着力",
    "积极",
    "大力",
    "全面",
    "进一步",
    "逐步",
    "加快",
    "可以",
    "可",
    "必须",
    "不得",
    "应当",
    "应",
    "均",
)
CONJUNCTIONS = ("其中", "同时", "但是", "但", "而", "并且", "并", "以及", "还", "也", "此外", "另外")
# Words that take an object and are no part of a name: 推进|产业 is no kind of 产业 (保护, 创新, 实施 may be: 实施方案).
_PREDICATES = """
" 推进 推动 加快 加强 增强 把握 体现 构建 顺应 寻找 致使 发现
返还 遵守 符合 进行 应当 可以 不得 必须 需要 确需 贯穿 报送
夺取 决胜 收受 索取 没收 提出 说明 采取 属于 具有 统筹安排 发挥
打造 形成 落实 完善 健全 建立 建立健全 建成 坚持 鼓励 依据 根据
依照 按照 遵循 结合 会同 制定 尚未 抓好 做好 开展
"""
PREDICATES = frozenset(_PREDICATES.split())
# Words that plans put before a list of things and that no name begins with: 主攻|甲、乙, 着重|引进|丙、丁.
_LEADING = """
主攻 主打 聚焦 突出 着重 突破 引进 引入 前瞻布局 具备 采用 采取 整合 覆盖 涵盖 涉及 瞄准 做强 做大 做优 壮大 集聚 承接
优先保障 优先 遇 取得 获得 购置 配建 配备 辖 下辖 设立 设置 包含 包括 含 提供 开设 增设 增加 利用 通过 组建 同步培育
联动发展 配套发展 培育 布局 串联 贯通 连接 衔接 严控 严禁 坚决守住 须 需 用于 是指 指 即 是 以及 或者 或 依靠 面向
针对 对接 吸引 招引
"""
WAYS = ("通过", "采取", "采用", "利用", "依靠")  # before how something is done, whoever does it
LEADING = frozenset(_LEADING.split())
NUMERALS = "〇零一二两三四五六七八九十百千万亿"
MEASURES = "个类种项大条处级种批家名位章节编款"
CONTAINER = re.compile(rf"([{NUMERALS}0-9]{{1,20}})([{MEASURES}])(?!性)")

_OPEN = "(（“《〈「【"
_CLOSE = ")）”》〉」】"


def split_outside(text: str, marks: str, offset: int = 0) -> list[tuple[int, int]]:
    """Spans of `text` between characters of `marks` that stand outside brackets and quotes, shifted by `offset`."""
    spans, depth, begin = [], 0, 0
    for i, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in marks and depth == 0:
            if i > begin:
                spans.append((offset + begin, offset + i))
            begin = i + 1
    if len(text) > begin:
        spans.append((offset + begin, offset + len(text)))
    return spans


def strip_brackets(name: str) -> str:
    """A name without quotes around it and without a bracketed remark behind it: 创新药物(研发) → 创新药物."""
    name = name.strip().strip("“”\"'《》「」")
    return re.sub(r"[(（][^()（）]*[)）]$", "", name).strip()
