# 策问 Cewen: one command a job; `make` alone lists them.
# Everything runs from this folder with relative paths, so its name may hold spaces.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help chat test lint format eval bench bench-scale pin clean

# Nothing leaves the machine. To let a model be fetched from a hub by its name: HF_HUB_OFFLINE=0 make chat
export GRADIO_ANALYTICS_ENABLED ?= False
export DO_NOT_TRACK ?= 1
export HF_HUB_OFFLINE ?= 1
# The encoder's threads spin while they wait, which starves a busy machine, unless told to do so for a moment only.
export OMP_WAIT_POLICY ?= passive
export GOMP_SPINCOUNT ?= 1000

PY := .venv/bin/python
# A stamp named after what was asked for: unchanged files mean no install and no network.
KEY := $(shell cat pyproject.toml constraints.txt | cksum | tr ' ' '-')
RUN := .venv/.run-$(KEY)
DEV := .venv/.dev-$(KEY)

help: ## 列出全部命令
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

chat: $(RUN) ## 安装(首次)、按需建索引,并在 127.0.0.1:7860 打开问答页面
	@$(PY) -m index build --if-stale
	@$(PY) ui.py $(ARGS)

test: $(DEV) ## 运行全部测试;没有 Chromium 时跳过浏览器测试并计数(ARGS="-k 词" 可选一部分)
	@$(PY) -m index build --if-stale
	@$(PY) -m pytest -n 2 --dist loadfile $(ARGS)

lint: $(DEV) ## 格式、规则、类型、导入次序
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports

format: $(DEV) ## 按规则改写格式
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

eval: $(RUN) ## 用随附的题目评测,再按底线和基线把关
	@$(PY) -m index build --if-stale
	@$(PY) -m eval run $(ARGS)
	@$(PY) -m eval gate

bench: $(RUN) ## 冷建索引与热态问答的用时,与 llama-index 的现成流程并排(ARGS=--quick 快测)
	@$(PY) -m index build --if-stale
	@$(PY) -c "import llama_index.retrievers.bm25" 2>/dev/null || \
	  $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt llama-index-retrievers-bm25
	@$(PY) -m bench $(ARGS)

bench-scale: $(RUN) ## 从一千段到一百万段:用时、内存、召回的曲线(ARGS="--texts BEIR文件夹 [--sizes 1000,10000]")
	@$(PY) -m bench.growth $(ARGS)

pin: $(DEV) ## 装上全部可选依赖,重写 constraints.txt(在 Linux、Python 3.11 上)
	@$(PY) -m pip install --disable-pip-version-check -e ".[dev,bench,fuzz,milvus,ocr]"
	@{ sed -n '/^#/p' constraints.txt; $(PY) -m pip freeze --exclude-editable | sed 's/+cpu$$//'; } > .venv/pins
	@mv .venv/pins constraints.txt

clean: ## 删除 .venv 与各种缓存(var/ 里的文档、会话和评测记录不动)
	@rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN):
	@$(call install,.)

$(DEV):
	@$(call install,.[dev])
	@touch $(RUN)

# Makes .venv with a Python that will do, installs what pyproject.toml asks for at the versions of constraints.txt,
# says so if a CUDA build of torch came along, and leaves the stamp.
define install
set -e; \
ok='import sys; sys.exit(sys.version_info < (3, 11))'; \
if [ -d .venv ] && ! $(PY) -c "$$ok" 2>/dev/null; then echo "策问:.venv 不可用,重建"; rm -rf .venv; fi; \
if [ ! -d .venv ] || ! $(PY) -m pip --version >/dev/null 2>&1; then \
  found=; for p in python3.11 python3 python3.12 python3.13; do \
    if $$p -c "$$ok" >/dev/null 2>&1; then found=$$p; break; fi; done; \
  if [ -z "$$found" ]; then \
    echo "策问需要 Python 3.11 或更新的版本,试过 python3.11、python3、python3.12、python3.13。" >&2; \
    echo "Debian / Ubuntu:apt-get install python3.11 python3.11-venv" >&2; exit 1; fi; \
  echo "策问:用 $$found 建立 .venv"; \
  if ! $$found -m venv .venv; then rm -rf .venv; \
    echo "没能建立虚拟环境。Debian / Ubuntu 缺的通常是 venv 包:apt-get install $$found-venv" >&2; exit 1; fi; \
fi; \
echo "策问:按 constraints.txt 安装依赖(首次约 2 GB,需几分钟;之后启动不再联网)"; \
$(PY) -m pip install --disable-pip-version-check -c constraints.txt -e "$(1)"; \
$(PY) -c "from importlib.metadata import distributions as d; import sys; sys.exit(any(x.name.startswith('nvidia-') for x in d()))" || \
  echo "注意:装上的是 CUDA 版 torch(能用,但多占数 GB)。要 CPU 版,请先 make clean,再用 PIP_INDEX_URL 或 PIP_FIND_LINKS 指向提供 CPU 版的源。" >&2; \
rm -f .venv/.run-* .venv/.dev-*; touch $@; \
echo "策问:环境就绪"
endef
