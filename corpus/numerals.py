"""Chinese and Arabic numerals as they number headings: 三十二, 一百二十, 二〇三五, 12."""

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "廿": 20}
LONGEST = 30  # digits or characters; what is longer numbers nothing, and Python refuses to read it
UNITS = {"十": 10, "百": 100, "千": 1000}
CHINESE = "".join(DIGITS) + "".join(UNITS)


def in_words(count: int) -> str:
    """A count as it is written in Chinese before a unit, up to 99: 2 → 两, 16 → 十六; in digits past it."""
    if not 0 < count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    digits = "零一二三四五六七八九"
    ten = f"{digits[tens] if tens > 1 else ''}十" if tens else ""
    return ten + (digits[ones] if ones else "") if ten or ones != 2 else "两"


def number(text: str) -> int | None:
    """Read a numeral (white space ignored): 一百二十 → 120, 二〇三五 → 2035, 12 → 12; None where it is not one."""
    text = "".join(text.split())
    if len(text) > LONGEST:
        return None
    if text.isdecimal():
        return int(text)
    if not text or any(c not in CHINESE for c in text):
        return None
    if not any(c in UNITS or c == "廿" for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total, digit = 0, 0
    for char in text:
        if char in UNITS:
            total += (digit or 1) * UNITS[char]
            digit = 0
        elif char == "廿":
            total += 20
        else:
            digit = DIGITS[char]
    return total + digit
