"""Follow-ups written out: which thread makes which question, each form of pointing back once."""

import pytest

from assistant import Assistant
from assistant.followup import goes_on, in_the_same_matter, standalone
from assistant.followup.turning import leaves
from assistant.followup.types import FollowUp
from assistant.followup.years import next_stage
from assistant.question import find_names, read
from assistant.referents import with_siblings
from assistant.types import Kind, Turn
from corpus.terms import mine
from corpus.vocabulary import TermClass, Vocabulary
from index.tokens import Tokens

POOLS = TermClass("泳池", "泳池", ("河东泳池", "河西泳池", "临港泳池", "北湾东区泳池", "北湾西区泳池"))
PARKS = TermClass("公园", "公园", ("临港公园", "北山公园", "东坡公园", "西湾公园", "南桥公园"))
TOWN = Vocabulary((*POOLS.members, *PARKS.members, "救生员"), (POOLS, PARKS), ("开设",))
SAVED = Turn("?", "救生员这块", Kind.FACT, ("救生员",), quoted=("河东泳池",))
BOTH = Turn("?", "有哪些泳池?", Kind.LIST, (), ("河东泳池", "河西泳池"))
STEPS = ("到2025年,建成两座泳池,全部免费开放", "到2030年,建成五座泳池,老人优先入场")


def asked(name: str) -> Turn:
    """A turn that asked what a pool offers."""
    return Turn("?", f"{name}开设什么课?", Kind.LIST, (name,))


@pytest.mark.parametrize(
    ("turns", "question", "written"),
    [
        (
            (Turn("?", "我们做救生员,落在哪些泳池合适?", Kind.LIST, (), ("河东泳池",)),),
            "不对,我说错了,是跳水",
            "我们做跳水,落在哪些泳池合适?",
        ),
        (
            (Turn("?", "我们是做救生员的,该考虑哪些泳池?", Kind.LIST, ("救生员",)),),
            "要是做跳水呢?",
            "我们是做跳水的,该考虑哪些泳池?",
        ),
        ((Turn("?", "救生员的研发放在哪些泳池?", Kind.LIST),), "制造那头又是哪些泳池?", "救生员的制造放在哪些泳池?"),
        ((BOTH,), "在城北的占了几个?", "河东泳池、河西泳池中有几个在城北?"),
        (
            (Turn("?", "河东泳池开设救生员吗?", Kind.YESNO, ("河东泳池",)),),
            "河西泳池呢,也做吗?",
            "河西泳池开设救生员吗?",
        ),
        (
            (Turn("?", "哪些泳池开设救生员?", Kind.LIST, ("救生员",), BOTH.members),),
            "临港泳池不算吗?它不是叫安全港嘛",
            "临港泳池开设救生员吗?",
        ),
        (
            (
                Turn("?", "河东泳池和河西泳池有什么区别?", Kind.COMPARE, ("河东泳池", "河西泳池")),
                Turn("?", "临港泳池和河西泳池有什么区别?", Kind.COMPARE, ("临港泳池", "河西泳池")),
            ),
            "这仨走的是同一条路吗?",
            "河东泳池、临港泳池、河西泳池走的是同一条路吗?",
        ),
        (
            (Turn("?", "河东泳池和河西泳池有什么共同点?", Kind.COMPARE, ("河东泳池", "河西泳池"), ("跳水", "救生")),),
            "除了它们,救生员还有哪些泳池在做?",
            "除了河东泳池、河西泳池,救生员还有哪些泳池在做?",
        ),
        (
            (BOTH, Turn("?", "最大的是其中哪一个?", Kind.FACT, (), ("河西泳池",))),
            "它跟另一个,收费一样吗?",
            "河西泳池跟河东泳池,收费一样吗?",
        ),
        ((Turn("?", "救生打算怎么推?", Kind.HOW),), "这个出自哪一章哪一节?", "救生出自哪一章哪一节?"),
        (
            (Turn("?", "全市泳池的定位是什么?", Kind.FACT, joined=("老人之家", "孩子乐园")),),
            "总共几条?",
            "全市泳池的定位有几条?",
        ),
        (
            tuple(Turn("?", f"{year}年要达到什么目标?", Kind.FACT) for year in (2030, 2035, 2025)),
            "我最先问的那两年,提法有什么不一样?",
            "2030年和2035年,提法有什么不一样?",
        ),
        (
            (Turn("?", "河东泳池开设救生员吗?", Kind.YESNO, ("河东泳池",)),),
            "还有哪些泳池也做?兼做的也算上",
            "除河东泳池外,哪些泳池开设救生员?",
        ),
        (
            (asked("河东泳池"), asked("河西泳池")),
            "领域上,河东有、河西没有的是哪些?",
            "河东泳池比河西泳池多了哪些?",
        ),
        ((BOTH,), "东边那个开设什么课?", "河东泳池开设什么课?"),
        ((Turn("?", "哪个泳池面积最小?", Kind.FACT),), "最大的呢?", "哪个泳池面积最大?"),
        ((asked("河东泳池"),), "对了,救生员下一步怎么配?", "救生员下一步怎么配?"),
        ((asked("河东泳池"),), "救生员呢?放在哪几个公园?", "救生员放在哪几个公园?"),
        ((asked("河东泳池"),), "救生员除了它还有哪些泳池开设?", "除河东泳池外,哪些泳池开设救生员?"),
        (
            (BOTH, Turn("?", "名单里有河东泳池吧?", Kind.YESNO, ("河东泳池",))),
            "这批泳池里哪个收费?",
            "河东泳池、河西泳池中哪个收费?",
        ),
        ((Turn("?", "85岁老人门票多少钱?", Kind.VALUE),), "70岁的呢?", "70岁老人门票多少钱?"),
        ((Turn("?", "2025年要建70座吗?", Kind.YESNO),), "2026年是60座吗?", "2026年要建60座吗?"),
        (
            (Turn("?", "泳道2027年比2026年多几条?", Kind.COUNT),),
            "2025年比2024年多几条?",
            "泳道2025年比2024年多几条?",
        ),
        ((BOTH,), "哪个面积最大?", "河东泳池、河西泳池中哪个面积最大?"),
        ((asked("河东泳池"),), "哪个部门管?", "河东泳池哪个部门管?"),
        ((Turn("?", "低保户门票多少钱?", Kind.VALUE),), "不是低保户的呢?", "不是低保户门票多少钱?"),
        ((BOTH,), "这里一共几个", "有多少个泳池?"),
        (
            (Turn("?", "哪些泳池开设救生员?", Kind.LIST, (), ("河东泳池",), joined=("救生员", "跳水")),),
            "第二个收费吗",
            "河东泳池收费吗",
        ),
        ((Turn("?", "河东泳池开设救生员吗?", Kind.YESNO, ("河东泳池",)),), "跳水也做?", "河东泳池开设跳水吗?"),
        ((BOTH,), "其中名字里带西的,几点开门?", "河西泳池几点开门?"),
        ((BOTH, Turn("?", "它们收费吗?", Kind.YESNO)), "最后那一个叫什么", "河西泳池叫什么"),
        ((asked("河东泳池"),), "诶不对,不是河东那个,是河西泳池,什么时候开门?", "河西泳池,什么时候开门?"),
        ((Turn("?", "第二章有没有说安全员要过什么门槛", Kind.YESNO),), "这个门槛谁定", "安全员要过门槛这个门槛谁定"),
        (
            (Turn("?", "救生员靠哪个泳池练?", Kind.FACT, (), BOTH.members, quoted=("河东泳池",)),),
            "为啥要重视它",
            "为啥要重视救生员",
        ),
        ((asked("河东泳池"), asked("河西泳池")), "哪个有救生员", "河东泳池、河西泳池中哪个有救生员"),
        (
            (Turn("?", "河东泳池开设救生员吗?", Kind.YESNO, ("河东泳池",)),),
            "救生员还有哪些泳池开设",
            "除河东泳池外,哪些泳池开设救生员?",
        ),
        ((asked("河东泳池"),), "投资呢", "河东泳池的投资是多少?"),
        ((asked("河东泳池"),), "建成时间呢", "河东泳池的建成时间是什么时候?"),
        ((asked("河东泳池"),), "负责单位呢", "河东泳池的负责单位是谁?"),
        ((Turn("?", "新区要建成几处?", Kind.VALUE),), "什么时候", "新区要建成是什么时候?"),
        ((Turn("?", "有哪些公园?", Kind.LIST, (), PARKS.members),), "其中在临港的有几个", "在临港的有几个公园?"),
        (
            (Turn("?", "城北里头哪些泳池开设救生员?", Kind.LIST, (), BOTH.members),),
            "别的片区还有吗",
            "除城北外,哪些泳池开设救生员?",
        ),
        ((Turn("?", "哪些泳池不收费?", Kind.LIST, (), BOTH.members),), "这些不收费的一共几个?", "有多少个泳池不收费?"),
        ((asked("河东泳池"),), "有救生员吗", "河东泳池开设救生员吗?"),
        ((Turn("?", "全市要建成五座泳池吗?", Kind.YESNO),), "什么时候?", "全市要建成五座泳池是什么时候?"),
        (
            (Turn("?", "河东泳池办哪种班?", Kind.LIST, ("河东泳池",), ("少儿班",)),),
            "这个具体怎么办",
            "少儿班具体怎么办",
        ),
        (
            (BOTH, Turn("?", "河东泳池有哪些救生员?", Kind.LIST, ("河东泳池",), ("甲救生员", "乙救生员"))),
            "最后一种呢",
            "河西泳池有哪些救生员?",
        ),
        ((BOTH, asked("河东泳池")), "西边的呢", "河西泳池开设什么课?"),
        ((BOTH, asked("河东泳池")), "另一个呢", "河西泳池开设什么课?"),
        ((asked("河东泳池"), asked("河西泳池")), "另外那个几点开门", "河东泳池几点开门"),
        ((BOTH, asked("河西泳池")), "前头那个呢", "河东泳池开设什么课?"),
        ((BOTH, asked("河东泳池")), "后者收费吗", "河西泳池收费吗"),
        ((asked("河东泳池"), asked("河西泳池")), "后面这个比前面那个少了哪门课?", "河西泳池比河东泳池少了哪门课?"),
        ((Turn("?", "少儿班放在哪几个泳池?", Kind.LIST),), "好的,那具体到公园呢", "少儿班放在哪几个公园?"),
        ((asked("河东泳池"),), "哦对了,教蛙泳这类课的该去哪儿?", "教蛙泳这类课的该去哪儿?"),
        ((Turn("?", "到2025年要建几座?", Kind.VALUE),), "再往后推五年", "到2030年要建几座?"),
        ((Turn("?", "到2030年要建几座?", Kind.VALUE),), "五年以前呢", "到2025年要建几座?"),
        ((asked("河东泳池"), asked("河西泳池")), "这俩都收费吗", "河东泳池和河西泳池都收费吗"),
        ((BOTH,), "这两个里头谁配了救生员", "河东泳池、河西泳池中谁配了救生员"),
        ((asked("河东泳池"),), "跟它同在市区的河西泳池又是干嘛的", "河西泳池又是干嘛的"),
        ((asked("河东泳池"),), "救生员那边也要考核吗", "救生员也要考核吗"),
        ((asked("河东泳池"),), "那河西泳池", "河西泳池开设什么课?"),
        ((asked("河东泳池"),), "临港呢", "临港泳池开设什么课?"),
        ((asked("河东泳池"),), "临港泳池跟它有关系吗", "临港泳池跟河东泳池有关系吗"),
        ((asked("河东泳池"),), "哎说错了,不是河东泳池,是河西泳池", "河西泳池开设什么课?"),
        ((asked("河东泳池"),), "抱歉我说错了,不是收费,是谁该来巡查?", "谁该来巡查?"),
        ((asked("河东泳池"),), "来的人多,住得下吗", "来的人多,住得下吗"),
        ((Turn("?", "门票收入可以留用吗?", Kind.YESNO),), "这笔钱花到哪儿", "门票收入可以留用,这笔钱花到哪儿"),
        ((Turn("?", "听证要在几天内提出来?", Kind.VALUE),), "它由什么人来主持?", "听证由什么人来主持?"),
        ((Turn("?", "水质的标准指什么?", Kind.DEFINITION),), "跟空气的相比有啥不同", "水质的标准跟空气的相比有啥不同"),
        ((Turn("?", "分哪几步走?", Kind.LIST, (), STEPS),), "第二步呢", STEPS[1]),
        ((BOTH,), "靠东的那个要建成什么", "河东泳池要建成什么"),
        ((asked("河东泳池"),), "打错字了,是河西泳池", "河西泳池开设什么课?"),
        ((asked("河东泳池"), asked("河西泳池")), "他们俩都收费吗", "河东泳池和河西泳池都收费吗"),
        ((BOTH,), "里面配了救生员的呢", "河东泳池、河西泳池中哪些配了救生员?"),
        ((BOTH,), "全部加起来是几个?别漏,名字也报一下", "有多少个泳池?"),
        ((asked("河东泳池"),), "原文用的是哪几个词,照抄就行", "河东泳池开设什么课?"),
        ((asked("河东泳池"),), "从哪天起施行", "从哪天起施行"),
        ((BOTH,), "这两个里有没有配了救生员的", "河东泳池、河西泳池中哪个配了救生员的"),
        (
            (BOTH, Turn("?", "河东泳池、河西泳池中谁收费?", Kind.WHO, BOTH.members, ("河西泳池",))),
            "它几点开门",
            "河西泳池几点开门",
        ),
        ((asked("河东泳池"), asked("河西泳池")), "两边都收费吗", "河东泳池和河西泳池都收费吗"),
        (
            (Turn("?", "到2025年要建几座?", Kind.VALUE), Turn("?", "到2030年要建几座?", Kind.VALUE)),
            "这两个目标差多少",
            "2025年和2030年的目标差多少",
        ),
        (
            (Turn("?", "管网几年检查一次?", Kind.VALUE), Turn("?", "水质几天检查一次?", Kind.VALUE)),
            "这两样谁去做",
            "管网和水质谁去做",
        ),
        ((Turn("?", "设计单位怎么罚?", Kind.HOW),), "情节严重的话", "情节严重的话,设计单位怎么罚?"),
        ((Turn("?", "教练违规了追究谁?", Kind.WHO),), "门卫呢", "门卫违规了追究谁?"),
        ((Turn("?", "泳道标准指什么?", Kind.DEFINITION),), "水温的呢", "水温标准指什么?"),
        ((Turn("?", "专家库由谁建?", Kind.WHO),), "县里也要建吗", "专家库,县里也要建吗"),
        ((Turn("?", "合法性审查由谁来做?", Kind.WHO),), "至少给几天", "合法性审查至少给几天"),
        ((Turn("?", "专做跳水的是哪一个?", Kind.FACT, quoted=("河西泳池",)),), "它几点开门", "河西泳池几点开门"),
        ((Turn("?", "不满十岁的人可以进吗?", Kind.YESNO),), "满十岁的呢", "满十岁的人可以进吗?"),
        ((Turn("?", "哪些人不许进?", Kind.LIST),), "醉酒的人呢", "醉酒的人不许进吗?"),
        ((Turn("?", "哪些情形应当退票?", Kind.LIST),), "停业的情形呢", "停业的情形有哪些?"),
        ((Turn("?", "对公司罚多少?", Kind.VALUE),), "对个人呢", "对个人罚多少?"),
        ((Turn("?", "水质报告有什么用?", Kind.FACT),), "要是水质不合格呢", "水质报告,水质不合格,怎么办?"),
        ((Turn("?", "救生员由谁聘?", Kind.WHO),), "他们几点上班", "救生员几点上班"),
        ((Turn("?", "河东泳池归谁管?", Kind.WHO, ("河东泳池",)),), "河西泳池又是谁", "河西泳池归谁管?"),
        (
            (Turn("?", "哪些泳池有跳台?", Kind.LIST, ("跳台",), BOTH.members),),
            "除了这个,门口还有什么",
            "除了跳台,门口还有什么",
        ),
        ((asked("河东泳池"), asked("河西泳池")), "前一个几点开门", "河东泳池几点开门"),
        ((Turn("?", "配套服务要怎么保障?", Kind.HOW),), "交通方面", "交通方面要怎么保障?"),
        ((asked("河东泳池"),), "不扯这个了,门票谁来定", "门票谁来定"),
        ((asked("河东泳池"),), "河西泳池是不是也一样", "河西泳池开设什么课?"),
        ((Turn("?", "专家库能委托外人建吗?", Kind.YESNO),), "目录也可以这样吗", "目录能委托外人建吗?"),
        ((asked("河东泳池"),), "跟河西比,它多了什么", "跟河西泳池比,河东泳池多了什么"),
        ((asked("河东泳池"),), "跟河西泳池比,它多了哪一项", "河东泳池和河西泳池多了哪一项?"),
        ((asked("河东泳池"), SAVED), "还有谁也配这个?", "除河东泳池外,哪些泳池涉及救生员?"),
        ((asked("河东泳池"), SAVED), "就它一家有?", "除河东泳池外,哪些泳池涉及救生员?"),
        ((asked("北山公园"), SAVED), "具体哪几个泳池接这活儿?", "哪些泳池涉及救生员?"),
        ((Turn("?", "训练班分哪几类?", Kind.LIST),), "河东那边能报哪几类", "河东能报哪几类训练班?"),
        ((BOTH,), "两个里头西边那个几点开门", "两个里头河西泳池几点开门"),
        ((Turn("?", "馆训是怎么写的?", Kind.HOW, joined=("勤练", "互助", "守时")),), "最后一条呢", "守时呢"),
        ((asked("河东泳池"),), "先不聊泳池了。门票谁来定", "门票谁来定"),
        ((asked("河东泳池"),), "好,下一个问题:门票谁来定", "门票谁来定"),
        ((asked("河东泳池"),), "规划定了以后还能改吗", "规划定了以后还能改吗"),
        ((Turn("?", "河东泳池有救生员吗?", Kind.YESNO),), "河西泳池有吗", "河西泳池有救生员吗?"),
        ((asked("河东泳池"), Turn("?", "延时的泳池呢", Kind.LIST)), "临港有吗", "临港有吗"),
        ((asked("北湾东区泳池"),), "西区几点开门", "北湾西区泳池几点开门"),
        ((asked("北湾东区泳池"),), "西区跟它差在哪", "北湾西区泳池跟北湾东区泳池差在哪"),
        ((asked("北湾东区泳池"),), "西边那个几点开门", "北湾西区泳池几点开门"),
        ((asked("北湾东区泳池"),), "西边那块比它多了什么", "北湾西区泳池比北湾东区泳池多了什么"),
        ((asked("河东泳池"),), "先放一放这个。门票谁来定", "门票谁来定"),
        ((asked("河东泳池"),), "泳池先聊到这儿。门票谁来定", "门票谁来定"),
        ((asked("河东泳池"),), "说点别的吧,门票谁来定", "门票谁来定"),
        ((asked("河东泳池"), asked("河西泳池")), "回到第一个问题,那个泳池几点开门", "河东泳池几点开门"),
        ((BOTH, asked("河西泳池")), "刚才头一问那两个里排第一的几点开门", "那两个里河东泳池几点开门"),
        ((asked("北山公园"),), "河东泳池那个几点开门", "河东泳池几点开门"),
        ((Turn("?", "票价先挂到网上公示?", Kind.YESNO),), "多久", "票价先挂到网上公示多久"),
        ((asked("河东泳池"),), "那它的面积呢", "河东泳池的面积呢"),
        (
            (Turn("?", "夜场开放写进去没有?", Kind.YESNO),),
            "在第几章第几节,我标个出处",
            "夜场开放写进去在第几章第几节,我标个出处",
        ),
        ((BOTH,), "外圈那片有几个,都是谁", "外圈那片有几个泳池,都是谁?"),
        ((asked("河东泳池"), SAVED), "同列的其他泳池也写上", "除河东泳池外,哪些泳池涉及救生员?"),
        (
            (Turn("?", "有哪些泳池?", Kind.LIST), Turn("第一个收费吗", "河东泳池收费吗", Kind.YESNO)),
            "总共几个来着",
            "有多少个泳池?",
        ),
        ((asked("河东泳池"), SAVED), "合着就它一家有?", "除河东泳池外,哪些泳池涉及救生员?"),
        ((asked("河东泳池"),), "门票会不会因此变贵", "门票会不会因此变贵"),
        ((asked("河东泳池"),), "下一个考点,门票归谁定", "门票归谁定"),
        ((asked("河东泳池"),), "当初为什么要出台它", "当初为什么要出台这份文件"),
        ((BOTH,), "前面说的那两个里头谁配了救生员", "河东泳池、河西泳池中谁配了救生员"),
        ((asked("河东泳池"),), "教练讲完了,要签字吗", "教练讲完了,要签字吗"),
        ((asked("河东泳池"),), "换个事问问哈,门票归谁定", "门票归谁定"),
        ((asked("河东泳池"), asked("河西泳池")), "这两块都收费吗", "河东泳池和河西泳池都收费吗"),
        (
            (Turn("?", "门票公示几天?", Kind.VALUE), Turn("?", "水质公示几天?", Kind.VALUE)),
            "这两个哪个时间更长",
            "门票公示几天?水质公示几天?",
        ),
        ((BOTH, asked("河东泳池")), "那剩下那个呢", "河西泳池开设什么课?"),
        ((asked("河东泳池"),), "除了它还有谁配救生员", "除河东泳池外,哪些泳池开设救生员?"),
    ],
)
def test_what_points_back_is_written_out(turns: tuple[Turn, ...], question: str, written: str) -> None:
    assert standalone(question, turns, TOWN, ("课",)) == written


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("再往后呢", "到2035年要建几座?"),
        ("那再往后那个呢,就最后一个阶段", "到2035年要建几座?"),
        ("上一个阶段呢", "到2025年要建几座?"),
        ("再往后推五年", "到2035年要建几座?"),
    ],
)
def test_the_milestone_after_or_before_is_asked_of(question: str, written: str) -> None:
    turn = Turn("?", "到2030年要建几座?", Kind.VALUE)
    assert standalone(question, (turn,), TOWN, (), ("2025", "2030", "2035")) == written


def test_there_is_no_milestone_behind_the_last() -> None:
    turn = Turn("?", "到2035年要建几座?", Kind.VALUE)
    assert next_stage(FollowUp("再往后呢", (turn,), TOWN, (), ("2025", "2030", "2035"))) is None


def test_the_item_with_a_word_is_the_one_that_is_meant() -> None:
    turn = Turn("?", "分哪几步走?", Kind.LIST, (), STEPS)
    assert standalone("这些里面跟老人有关的是哪步", (turn,), TOWN, ("老人",)) == STEPS[1]


def test_a_topic_that_was_spoken_of_before_stays_the_topic(water: Assistant) -> None:
    vocabulary = mine(water.documents()[0])
    turn = Turn("?", "深度净化以哪个水厂为核心?", Kind.LIST, ("深度净化",), ("东岭水厂",))
    before = Turn("?", "有哪两种工艺?", Kind.LIST, (), ("深度净化", "膜过滤"))
    assert standalone("它重点抓什么", (before, turn), vocabulary) == "深度净化重点抓什么"
    assert standalone("它重点抓什么", (turn,), vocabulary) == "东岭水厂重点抓什么"


def test_whether_two_share_a_kind_is_read_as_which_each_has() -> None:
    read_as = read("河东泳池和河西泳池属于同一个公园吗", TOWN, Tokens(TOWN.terms))
    assert read_as.text == "河东泳池和河西泳池分别属于哪个公园?"
    assert read("河东泳池是同一个公园吗", TOWN, Tokens(TOWN.terms)).kind is Kind.YESNO


def test_a_short_name_that_ends_a_question_is_written_out() -> None:
    lakes = TermClass("湖区", "湖区", tuple(f"{name}湖区" for name in ("良乡", *"甲乙丙丁戊己庚辛壬")))
    assert find_names("那良乡", Vocabulary(lakes.members, (lakes,)))[0] == "那良乡湖区"


def test_a_short_name_is_one_of_the_kind_spoken_of() -> None:
    wells = TermClass("水井", "水井", ("良乡东水井", "甲水井"))
    lakes = TermClass("湖区", "湖区", tuple(f"{name}湖区" for name in ("良乡", *"甲乙丙丁戊己庚辛壬")))
    vocabulary = Vocabulary((*wells.members, *lakes.members), (lakes, wells))
    turn = Turn("?", "甲水井有多深?", Kind.VALUE, ("甲水井",))
    assert standalone("良乡有多深?", (turn,), vocabulary) == "良乡东水井有多深?"


ANSWERED = Turn("?", "救生员没证能上岗吗?", Kind.YESNO, (), (), "town", places=(("第一章", "第二节"),))


@pytest.mark.parametrize("question", ["有例外没", "那时间呢", "谁不能接这活"])
def test_a_bare_question_may_be_about_the_last_matter(question: str) -> None:
    assert goes_on(question, (), ANSWERED, TOWN)
    assert in_the_same_matter(question, ANSWERED) == f"救生员没证,{question.removeprefix('那')}"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("河东泳池有例外没", ()),
        ("对了,水费多少", ()),
        ("这份办法有例外没", ()),
        ("2030年呢", ()),
        ("家长也要证吗", ("家长",)),
        ("夏天晚上停车收不收费", ("夏天", "停车", "收费")),
        ("从哪天起施行", ()),
        ("跳台有没有提到?", ("跳台",)),
    ],
)
def test_one_that_says_what_it_is_about_is_not(question: str, said: tuple[str, ...]) -> None:
    assert not goes_on(question, said, ANSWERED, TOWN)


def test_one_with_a_piece_of_a_name_of_the_last_kind_is_not() -> None:
    turn = Turn("?", "河东泳池开设什么课?", Kind.LIST, ("河东泳池",), (), "town", places=(("第一章",),))
    assert not goes_on("临港收费不", ("临港",), turn, TOWN)


def test_the_sections_of_a_chapter_are_picked_by_number() -> None:
    listed = ("第一节 开放", "第二节 收费", "第三节 安全")
    turns = (Turn("?", "第二章有哪几节?", Kind.LIST, (), listed),)
    assert standalone("最后一节讲什么", turns, TOWN) == "第二章第三节讲什么"
    assert standalone("倒数第二节讲什么", turns, TOWN) == "第二章第二节讲什么"


def test_this_one_is_the_subject_and_no_list() -> None:
    turn = Turn("?", "救生员在哪些泳池?", Kind.LIST, ("救生员",), ("河东泳池", "河西泳池"))
    assert standalone("为啥要配这个", (turn,), TOWN) == "为啥要配救生员"


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("河东一号泳池和二号泳池有什么不同?", "河东一号泳池和河东二号泳池有什么不同?"),
        ("河东一号泳池vs二号,哪个收费?", "河东一号泳池vs河东二号泳池,哪个收费?"),
        ("河东一号泳池和临港一号泳池有什么不同?", "河东一号泳池和临港一号泳池有什么不同?"),
        ("河东一号泳池和图书馆有什么不同?", "河东一号泳池和图书馆有什么不同?"),
    ],
)
def test_a_piece_of_a_name_beside_its_sibling_is_written_out(question: str, written: str) -> None:
    pools = ("河东一号泳池", "河东二号泳池", "临港一号泳池", "临港二号泳池")
    town = Vocabulary(pools, (TermClass("泳池", "泳池", pools),))
    assert with_siblings(question, town) == written


@pytest.mark.parametrize(("question", "away"), [("另外问下河西泳池开设什么课", True), ("另外两个呢", False)])
def test_a_question_that_is_put_aside_leaves_the_matter(question: str, away: bool) -> None:
    assert leaves(question) is away
