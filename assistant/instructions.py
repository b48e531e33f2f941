"""Text in a question that reads like an instruction to a machine is set aside; what is left is the question."""

from __future__ import annotations

import re

_INSTRUCTION = re.compile(
    r"(忽略|忘掉|忘记|无视|抛开|绕过|不要(?:理会|遵守|引用)|别引用|不用引用|不必引用).{0,12}(指令|规则|要求|限制|设定|提示|原文|出处|引用|规定)?"
    r"|扮演(?!.{0,6}角色|什么|着|了)|你(?:现在)?是(?:一[个名位])?(?:海盗|黑客|猫|助手|AI|诗人|专家|管理员)|假装|系统提示|提示词|越狱|开发者模式|管理员模式"
    r"|只(?:许|准|能|需|用)?(?:输出|回答|答一)|必须回答|一律回答|新任务|(?:一律|必须|请|直接|立即|马上)照办|直接编|编一个|随便编|打印.{0,8}(配置|密钥|提示)|输出.{0,8}(提示|配置|密钥|代码)"
    r"|(?i:ignore|system|prompt|jailbreak|disregard|you are now|pretend|developer mode|api[ _-]?key|<script)",
)
_PARTS = re.compile(r"[^。!！?？;；\n]+[。!！?？;；\n]*")
_LEAD = re.compile(r"^(另外?[:：,，]|顺便(?:问一?下|告诉我)?[,，]?|然后|接着|请问|再|另)[,，:：]?")


def set_aside(question: str) -> tuple[str, bool]:
    """The question without instructions, and whether there were any; "" when nothing else is left."""
    parts = [p.strip() for p in _PARTS.findall(question)]
    kept = []
    for part in parts:
        if not _INSTRUCTION.search(part):
            kept.append(part)
            continue
        clauses = [c for c in re.split(r"[,，:：]", part) if c and not _INSTRUCTION.search(c)]
        if clauses and re.search(r"[?？]|哪|什么|多少|几|谁|如何|怎么|吗", clauses[-1]):
            kept.append(clauses[-1])
    found = bool(_INSTRUCTION.search(question))
    kept = [k for k in kept if not found or len(k) > 5]
    return (_LEAD.sub("", "".join(kept).strip()) if found else question), found
