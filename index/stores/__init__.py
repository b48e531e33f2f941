"""Stores that can stand in for FAISS and bm25s, chosen by a setting (planned: Milvus)."""
