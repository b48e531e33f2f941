"""A photographed or scanned page read as text."""

import io
import warnings

from corpus import ocr
from corpus.errors import EmptyFileError, FormatError
from corpus.load import Loaded


def load_image(data: bytes, name: str) -> Loaded:
    """Read a .png or .jpg file; needs the extra `ocr`."""
    from PIL import Image, UnidentifiedImageError

    from corpus.load_pdf import assemble

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data))
        with image:
            if not ocr.available():
                raise FormatError(f"{name} 是图像;{ocr.INSTALL}")
            page = ocr.read_page(image, ocr.reader())
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise FormatError(f"{name} 的像素太多;请缩小到 {Image.MAX_IMAGE_PIXELS or 0} 像素以内再试") from error
    except (UnidentifiedImageError, OSError) as error:
        raise FormatError(f"{name} 不是完好的图像文件,可能没有下载完整;请重新下载或另存") from error
    if not page.lines:
        raise EmptyFileError(f"{name} 上没有认出文字;请换一张更清楚的图像")
    return assemble([page.lines], {1: page.confidence}, name)
