"""A photographed or scanned page read as text."""

import io

from corpus import ocr
from corpus.errors import EmptyFileError, FormatError
from corpus.load import Loaded

MAX_PIXELS = 100_000_000


def load_image(data: bytes, name: str) -> Loaded:
    """Read a .png or .jpg file; needs the extra `ocr`."""
    from PIL import Image, UnidentifiedImageError

    from corpus.load_pdf import assemble

    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise FormatError(f"{name} 有 {image.width}×{image.height} 像素,太大;请缩小后再试")
            if not ocr.available():
                raise FormatError(f"{name} 是图像;{ocr.INSTALL}")
            page = ocr.read_page(image, ocr.reader())
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise FormatError(f"{name} 不是完好的图像文件,可能没有下载完整;请重新下载或另存") from error
    if not page.lines:
        raise EmptyFileError(f"{name} 上没有认出文字;请换一张更清楚的图像")
    return assemble([page.lines], {1: page.confidence}, name)
