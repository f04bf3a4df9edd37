/* What Qt6Core asks of Windows' own icuuc.dll, answered with "no such converter": wine 8 has no such file.
   For trials under wine only; it is never shipped. */
#define ANSWER_NOTHING(name) void *name(void) { return 0; }

enum { U_FILE_ACCESS_ERROR = 4 };

void *ucnv_open(const char *name, int *error)
{
    if (error)
        *error = U_FILE_ACCESS_ERROR;
    return 0;
}

ANSWER_NOTHING(ucnv_close)
ANSWER_NOTHING(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
ANSWER_NOTHING(UCNV_TO_U_CALLBACK_SUBSTITUTE)
ANSWER_NOTHING(ucnv_reset)
ANSWER_NOTHING(ucnv_getMaxCharSize)
ANSWER_NOTHING(ucnv_getName)
ANSWER_NOTHING(ucnv_getToUCallBack)
ANSWER_NOTHING(ucnv_getFromUCallBack)
ANSWER_NOTHING(ucnv_setToUCallBack)
ANSWER_NOTHING(ucnv_setFromUCallBack)
ANSWER_NOTHING(ucnv_cbToUWriteUChars)
ANSWER_NOTHING(ucnv_toUnicode)
ANSWER_NOTHING(ucnv_cbFromUWriteUChars)
ANSWER_NOTHING(ucnv_toUCountPending)
ANSWER_NOTHING(ucnv_fromUCountPending)
ANSWER_NOTHING(ucnv_getStandardName)
ANSWER_NOTHING(ucnv_getAvailableName)
ANSWER_NOTHING(ucnv_countAvailable)
ANSWER_NOTHING(ucnv_fromUnicode)
