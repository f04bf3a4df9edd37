/* For the .msi: refuse while the installed program runs, before anything is touched. A program that runs keeps its
   library open, so that it cannot be opened for writing. The status of msiexec is then 1603. */
#include <windows.h>
#include <msi.h>
#include <msiquery.h>

__declspec(dllexport) UINT __stdcall RequireClosed(MSIHANDLE install)
{
    static wchar_t path[4096];
    DWORD length = 4000;
    if (MsiGetPropertyW(install, L"INSTALLDIR", path, &length) != ERROR_SUCCESS || length == 0)
        return ERROR_SUCCESS;
    wcscat(path, L"runtime\\python313.dll");
    if (GetFileAttributesW(path) == INVALID_FILE_ATTRIBUTES)
        return ERROR_SUCCESS;
    HANDLE file = CreateFileW(path, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ, 0, OPEN_EXISTING, 0, 0);
    if (file != INVALID_HANDLE_VALUE) {
        CloseHandle(file);
        return ERROR_SUCCESS;
    }
    MSIHANDLE record = MsiCreateRecord(1);
    MsiRecordSetStringW(record, 0, L"Kvalitet är igång på datorn. Stäng programmet hos alla som är inloggade och försök "
                                   L"igen. Ingenting har ändrats.");
    MsiProcessMessage(install, INSTALLMESSAGE_ERROR, record);
    MsiCloseHandle(record);
    return ERROR_INSTALL_FAILURE;
}
