pytest_plugins = ("tests.fixtures.database", "tests.fixtures.application", "tests.fixtures.browser")
