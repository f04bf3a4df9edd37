/* Colour management that answers "none": wine 8 aborts where Qt asks for a profile. For trials only, never shipped. */
#define ANSWER_NOTHING(name) __declspec(dllexport) void *name(void) { return 0; }

ANSWER_NOTHING(WcsCreateIccProfile)
ANSWER_NOTHING(WcsOpenColorProfileW)
ANSWER_NOTHING(OpenColorProfileW)
ANSWER_NOTHING(CloseColorProfile)
ANSWER_NOTHING(GetColorDirectoryW)
ANSWER_NOTHING(GetColorProfileFromHandle)
ANSWER_NOTHING(WcsGetDefaultColorProfile)
ANSWER_NOTHING(WcsGetDefaultColorProfileSize)
ANSWER_NOTHING(EnumColorProfilesW)
ANSWER_NOTHING(GetStandardColorSpaceProfileW)
ANSWER_NOTHING(ColorProfileGetDisplayDefault)
ANSWER_NOTHING(CreateMultiProfileTransform)
ANSWER_NOTHING(DeleteColorTransform)
ANSWER_NOTHING(TranslateBitmapBits)
ANSWER_NOTHING(CreateColorTransformW)
