import corpus


def test_the_door_is_sorted_and_whole():
    assert corpus.__all__ == sorted(corpus.__all__)
    assert all(hasattr(corpus, name) for name in corpus.__all__)
