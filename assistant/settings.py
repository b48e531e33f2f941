"""All settings of the assistant and the window: `cewen.toml` and the environment; secrets only from the environment."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import SettingsConfigDict

from assistant.errors import SettingsError
from index import IndexSettings, LLMSettings


class UISettings(BaseModel):
    """Where the window is served."""

    model_config = ConfigDict(extra="forbid")
    host: str = "127.0.0.1"
    port: int = Field(7860, ge=0, le=65535)
    queue: int = Field(200, ge=1, description="最多多少个请求排队;再来的请他稍后再试")
    auth: SecretStr = Field(SecretStr(""), description="谁可以登录:名字:口令,几个人用空格隔开;只从环境变量读")


class AskSettings(BaseModel):
    """Bounds on questions and answers."""

    model_config = ConfigDict(extra="forbid")
    longest_question: int = Field(2000, ge=1, description="一个问题最多多少字")
    history_turns: int = Field(8, ge=0, description="追问时最多回看几轮")


class Settings(IndexSettings):
    """Every setting; an unknown one in `cewen.toml` is an error."""

    model_config = SettingsConfigDict(
        env_prefix="CEWEN_",
        env_nested_delimiter="__",
        toml_file="cewen.toml",
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,  # it could be a key under a misspelt name
    )
    ask: AskSettings = AskSettings()
    ui: UISettings = UISettings()

    def without_llm(self) -> Settings:
        """The same with no language model."""
        return self.model_copy(update={"llm": LLMSettings()})


def load_settings() -> Settings:
    """Read the settings; SettingsError names what is wrong."""
    try:
        return Settings()
    except ValidationError as e:
        places = ";".join(f"{'.'.join(map(str, error['loc']))}:{error['msg']}" for error in e.errors())
        raise SettingsError(f"设置有误({places});请改 cewen.toml 或 CEWEN_ 开头的环境变量") from e
    except ValueError as e:  # what a source refuses before anything is validated
        raise SettingsError(str(e)) from e
