"""Run by make.mjs in the browser's Python: compiles the standard library and the engine, and sorts out what need not be sent."""

import io
import sys
import zipfile
from importlib import _bootstrap_external as external

# No page needs these: testing, debugging, documentation, servers, mail, subprocesses, other languages' markup.
LEFT_OUT = tuple(
    """
    _pyio.py _pyrepl/ _sysconfigdata__emscripten_wasm32-emscripten.py bdb.py cmd.py code.py cProfile.py ctypes/ doctest.py
    ensurepip/ ftplib.py html/ http/server.py imaplib.py mailbox.py multiprocessing/ optparse.py pdb.py pickletools.py
    poplib.py profile.py pstats.py pydoc.py pydoc_data/ smtplib.py sqlite3/ trace.py tracemalloc.py turtle.py unittest/
    venv/ wsgiref/ xmlrpc/
    """.split()
)
COMMAND_LINE = ("checklists/__main__.py", "checklists/commandline/")
READS_ITS_DOCSTRINGS = ("_pyodide/", "pyodide/")
BARE = 2  # without docstrings and assertions


def compiled(archive: bytes, left_out: tuple[str, ...] = ()) -> bytes:
    """Return a zip archive with bytecode in place of every module."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            if name.startswith(left_out):
                continue
            content = source.read(name)
            if name.endswith(".py"):
                optimize = 0 if name.startswith(READS_ITS_DOCSTRINGS) else BARE
                code = compile(content, name, "exec", dont_inherit=True, optimize=optimize)
                name, content = f"{name}c", bytes(external._code_to_timestamp_pyc(code, 0, 0))  # type: ignore[attr-defined]
            target.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def unread(archive: bytes, folder: str, prepare: str) -> bytes:
    """Return what of the engine's data in `folder` is not opened by `prepare`, as a zip archive relative to that folder."""
    opened: set[str] = set()
    sys.addaudithook(lambda event, given: opened.add(str(given[0])) if event == "open" else None)
    exec(prepare, {})
    read = {path.partition(folder)[2] for path in opened if folder in path}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            inside = name.removeprefix(folder)
            if name.startswith(folder) and not name.endswith((".py", ".pyc")) and inside not in read:
                target.writestr(zipfile.ZipInfo(inside), source.read(name), zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()
