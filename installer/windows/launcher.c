/* Kvalitet.exe and kvalitet-kommando.exe: start the Python beside them on the program, with the same arguments and the
   same exit code. Isolated (-I): nothing from the person's profile or from environment variables is read. */
#include <windows.h>
#include <wchar.h>

#ifdef CONSOLE
#define INTERPRETER L"python.exe"
#else
#define INTERPRETER L"pythonw.exe"
#endif
#define LONGEST 32767

enum { CANNOT_START = 3, WINDOWS_TOO_OLD = 6 };

static int fail(const wchar_t *sentence, int status)
{
#ifdef CONSOLE
    DWORD written;
    WriteConsoleW(GetStdHandle(STD_ERROR_HANDLE), sentence, (DWORD)wcslen(sentence), &written, 0);
#else
    MessageBoxW(0, sentence, L"Kvalitet", MB_ICONERROR);
#endif
    return status;
}

static int has_icu(void)
{
    static wchar_t path[MAX_PATH + 16];
    GetSystemDirectoryW(path, MAX_PATH);
    wcscat(path, L"\\icuuc.dll");
    return GetFileAttributesW(path) != INVALID_FILE_ATTRIBUTES;
}

static int start(const wchar_t *arguments)
{
    static wchar_t folder[LONGEST + 1], line[LONGEST + 1];
    GetModuleFileNameW(0, folder, LONGEST);
    wchar_t *end = wcsrchr(folder, L'\\');
    if (end)
        *end = 0;
    if (!has_icu())
        return fail(L"Kvalitet behöver Windows 10 version 1703 eller senare: filen icuuc.dll saknas i Windows.\n",
                    WINDOWS_TOO_OLD);
    if (_snwprintf(line, LONGEST, L"\"%ls\\runtime\\" INTERPRETER L"\" -I -m kvalitet_app %ls", folder, arguments) < 0)
        return fail(L"Kommandoraden är för lång.\n", CANNOT_START);
    STARTUPINFOW how = {sizeof how};
    PROCESS_INFORMATION made;
    GetStartupInfoW(&how);
    if (!CreateProcessW(0, line, 0, 0, TRUE, 0, 0, 0, &how, &made))
        return fail(L"Kvalitet kunde inte startas. Installera programmet på nytt eller kontakta IT.\n", CANNOT_START);
    WaitForSingleObject(made.hProcess, INFINITE);
    DWORD status = 1;
    GetExitCodeProcess(made.hProcess, &status);
    return (int)status;
}

#ifdef CONSOLE
int wmain(void)
{
    const wchar_t *rest = GetCommandLineW();
    int quoted = 0;
    for (; *rest && (quoted || (*rest != L' ' && *rest != L'\t')); rest++) /* past one's own name */
        if (*rest == L'"')
            quoted = !quoted;
    while (*rest == L' ' || *rest == L'\t')
        rest++;
    return start(rest);
}
#else
int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, PWSTR arguments, int show)
{
    return start(arguments);
}
#endif
