; Kvalitet per machine: a Swedish wizard for a person, /S for managed roll-out.
; The new program is laid beside the old one and the two change places: what fails half way leaves the old one whole.
; Given with -D: VERSION, MARK, OUT, ICON, PAYLOAD (nsh with the files), SIZE_KB, FINALIZE (optional).
Unicode true
Target amd64-unicode
!define APP "Kvalitet"
!define UNKEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"
!define RUNNING 5
!define TOO_OLD_WINDOWS 6
!define NO_SPACE 7
!define NEWER_INSTALLED 8
!define NO_RIGHTS 9

Name "${APP} ${VERSION}${MARK}"
OutFile "${OUT}"
Icon "${ICON}"
UninstallIcon "${ICON}"
!ifdef FAST
SetCompressor /SOLID zlib
!else
SetCompressor /SOLID lzma
SetCompressorDictSize 64
!endif
CRCCheck force
AllowSkipFiles off
RequestExecutionLevel admin
ManifestSupportedOS Win10
InstallDir "$PROGRAMFILES64\${APP}"
BrandingText "${APP} ${VERSION}${MARK}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "${APP}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "${APP} installationsprogram${MARK}"
VIAddVersionKey /LANG=0 "CompanyName" "${APP}"
VIAddVersionKey /LANG=0 "LegalCopyright" "EUPL-1.2"
!ifdef FINALIZE
!uninstfinalize `${FINALIZE}`
!endif

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WordFunc.nsh
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
; not started from here: it would run, and lay its register, as the administrator who installs
!define MUI_FINISHPAGE_TEXT "${APP} är installerat. Du hittar det i Start-menyn."
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Swedish"

Var Options
Var Step   ; what a failure must put back: 0 nothing, 1 the new folder, 2 the old names

; Says the sentence to a person, keeps the exit code for whoever rolls out, and ends.
!macro Refuse CODE SENTENCE
  MessageBox MB_ICONSTOP|MB_OK "${SENTENCE}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

Function .onInit
  SetRegView 64
  SetShellVarContext all
  StrCpy $Step 0
  ${GetParameters} $Options
  UserInfo::GetAccountType
  Pop $0
  ${If} $0 != "Admin"
    !insertmacro Refuse ${NO_RIGHTS} "${APP} installeras för alla på datorn och behöver en administratörs rättigheter. Be IT installera programmet."
  ${EndIf}
  ${IfNot} ${FileExists} "$SYSDIR\icuuc.dll"
    !insertmacro Refuse ${TOO_OLD_WINDOWS} "Filen icuuc.dll saknas i Windows. ${APP} behöver Windows 10 version 1703 eller senare."
  ${EndIf}
  ReadRegStr $0 HKLM "Software\${APP}" "Version"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      !insertmacro Refuse ${NEWER_INSTALLED} "En nyare version ($0) är redan installerad. Ingenting har ändrats."
    ${EndIf}
  ${EndIf}
  ; an earlier place is kept, unless /D= names another
  ReadRegStr $0 HKLM "Software\${APP}" "InstallDir"
  ${If} $0 != ""
  ${AndIf} $INSTDIR == "$PROGRAMFILES64\${APP}"
    StrCpy $INSTDIR $0
  ${EndIf}
FunctionEnd

; A program that runs keeps its library open: then nothing is touched.
!macro RequireClosed
  ${If} ${FileExists} "$INSTDIR\runtime\python313.dll"
    ClearErrors
    FileOpen $R0 "$INSTDIR\runtime\python313.dll" a
    ${If} ${Errors}
      !insertmacro Refuse ${RUNNING} "${APP} är igång på datorn, eller så får filerna inte ändras. Stäng programmet hos alla som är inloggade och försök igen. Ingenting har ändrats."
    ${EndIf}
    FileClose $R0
  ${EndIf}
!macroend

; Free space on the disk of the folder, in MB, against what the new program needs.
!macro RequireSpace
  ${GetRoot} "$INSTDIR" $R0
  ${DriveSpace} "$R0\" "/D=F /S=M" $R1
  IntOp $R2 ${SIZE_KB} / 1024
  IntOp $R2 $R2 + 20
  ${If} $R1 != ""
  ${AndIf} $R1 < $R2
    !insertmacro Refuse ${NO_SPACE} "Disken $R0 har $R1 MB ledigt, ${APP} behöver $R2 MB. Frigör utrymme och försök igen. Ingenting har ändrats."
  ${EndIf}
!macroend

Section "Program"
  SetRegView 64
  SetShellVarContext all
  !insertmacro RequireClosed
  RMDir /r "$INSTDIR\ny"
  RMDir /r "$INSTDIR\gammal"
  !insertmacro RequireSpace
  StrCpy $Step 1
  ClearErrors
  CreateDirectory "$INSTDIR\ny"
  ${If} ${Errors}
    !insertmacro Refuse ${NO_RIGHTS} "Mappen $INSTDIR kan inte skrivas. Ingenting har ändrats."
  ${EndIf}
  !include "${PAYLOAD}"
  ${If} ${Errors}
    Abort "Filerna kunde inte skrivas."
  ${EndIf}
  SetOutPath "$TEMP"   ; a folder that is somebody's working folder cannot change its name
  Call ChangePlaces
  WriteUninstaller "$INSTDIR\Avinstallera.exe"
  Call Register
SectionEnd

!macro Move NAME FROM TO
  ${If} ${FileExists} "$INSTDIR${FROM}\${NAME}"
    Rename "$INSTDIR${FROM}\${NAME}" "$INSTDIR${TO}\${NAME}"
  ${EndIf}
!macroend
!macro MoveAll FROM TO
  !insertmacro Move "lib" "${FROM}" "${TO}"
  !insertmacro Move "runtime" "${FROM}" "${TO}"
  !insertmacro Move "licenser" "${FROM}" "${TO}"
  !insertmacro Move "kvalitet.cdx.json" "${FROM}" "${TO}"
  !insertmacro Move "${APP}.exe" "${FROM}" "${TO}"
  !insertmacro Move "kvalitet-kommando.exe" "${FROM}" "${TO}"
!macroend

; Renames only: whole folders at once, so that no module of the old program is left among the new ones.
Function ChangePlaces
  ClearErrors
  CreateDirectory "$INSTDIR\gammal"
  StrCpy $Step 2
  !insertmacro MoveAll "" "\gammal"
  !insertmacro MoveAll "\ny" ""
  ${If} ${Errors}
    Abort "Den nya versionen kunde inte läggas på plats."
  ${EndIf}
  StrCpy $Step 0
  RMDir /r "$INSTDIR\gammal"
  RMDir /r "$INSTDIR\ny"
FunctionEnd

; Something failed: the old program gets its place back.
Function .onInstFailed
  SetOutPath "$TEMP"
  ${If} $Step == 2
    !insertmacro MoveAll "" "\ny"
    !insertmacro MoveAll "\gammal" ""
    RMDir "$INSTDIR\gammal"
  ${EndIf}
  ${If} $Step > 0
    RMDir /r "$INSTDIR\ny"
    RMDir "$INSTDIR"
    MessageBox MB_ICONSTOP|MB_OK "${APP} kunde inte installeras: disken är full eller mappen kan inte skrivas. Den tidigare versionen är kvar." /SD IDOK
    SetErrorLevel ${NO_SPACE}
  ${EndIf}
FunctionEnd

; The value of a switch: up to the quote that closes it, else up to the next space. GetOptions of NSIS would end it at
; the first / of an address.
Function SwitchValue   ; stack: the switch with its =   answers: the value, "" where the switch is not there
  Exch $R0
  StrLen $R1 $R0
  StrLen $R2 $Options
  StrCpy $R3 -1
  StrCpy $R6 ""
  ${Do}
    IntOp $R3 $R3 + 1
    ${If} $R3 > $R2
      StrCpy $R0 ""
      Return
    ${EndIf}
    StrCpy $R4 $Options $R1 $R3
  ${LoopUntil} $R4 == $R0
  StrCpy $R5 " "
  ${If} $R3 > 0
    IntOp $R4 $R3 - 1
    StrCpy $R4 $Options 1 $R4
    ${If} $R4 == '"'
      StrCpy $R5 '"'
    ${EndIf}
  ${EndIf}
  IntOp $R3 $R3 + $R1
  StrCpy $R4 $Options 1 $R3
  ${If} $R4 == '"'
    StrCpy $R5 '"'
    IntOp $R3 $R3 + 1
  ${EndIf}
  ${Do}
    StrCpy $R4 $Options 1 $R3
    ${If} $R4 == ""
    ${OrIf} $R4 == $R5
      ${Break}
    ${EndIf}
    StrCpy $R6 "$R6$R4"
    IntOp $R3 $R3 + 1
  ${Loop}
  StrCpy $R0 $R6
FunctionEnd

; A setting of the machine, written only where none stands: an upgrade changes nothing that IT has set.
!macro KeepSetting SWITCH KEY
  Push "${SWITCH}"
  Call SwitchValue
  ReadINIStr $R1 "$APPDATA\${APP}\${APP}.ini" "databas" "${KEY}"
  ${If} $R1 == ""
  ${AndIf} $R0 != ""
    ${IfNot} ${FileExists} "$APPDATA\${APP}\${APP}.ini"
      FileOpen $R2 "$APPDATA\${APP}\${APP}.ini" w
      FileWriteUTF16LE /BOM $R2 "[databas]$\r$\n"
      FileClose $R2
    ${EndIf}
    WriteINIStr "$APPDATA\${APP}\${APP}.ini" "databas" "${KEY}" "$R0"
  ${EndIf}
!macroend

Function Register
  CreateDirectory "$SMPROGRAMS"
  SetOutPath "$INSTDIR"
  CreateShortcut "$SMPROGRAMS\${APP}.lnk" "$INSTDIR\${APP}.exe"
  CreateDirectory "$APPDATA\${APP}"
  !insertmacro KeepSetting "/DATABAS=" "plats"
  !insertmacro KeepSetting "/DATAMAPP=" "mapp"
  WriteRegStr HKLM "Software\${APP}" "InstallDir" "$INSTDIR"
  WriteRegStr HKLM "Software\${APP}" "Version" "${VERSION}"
  WriteRegStr HKLM "${UNKEY}" "DisplayName" "${APP}"
  WriteRegStr HKLM "${UNKEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNKEY}" "DisplayIcon" "$INSTDIR\${APP}.exe"
  WriteRegStr HKLM "${UNKEY}" "Publisher" "${APP}"
  WriteRegStr HKLM "${UNKEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNKEY}" "UninstallString" '"$INSTDIR\Avinstallera.exe"'
  WriteRegStr HKLM "${UNKEY}" "QuietUninstallString" '"$INSTDIR\Avinstallera.exe" /S'
  WriteRegDWORD HKLM "${UNKEY}" "NoModify" 1
  WriteRegDWORD HKLM "${UNKEY}" "NoRepair" 1
  WriteRegDWORD HKLM "${UNKEY}" "EstimatedSize" ${SIZE_KB}
FunctionEnd

Function un.onInit
  SetRegView 64
  SetShellVarContext all
FunctionEnd

Section "Uninstall"
  SetRegView 64
  SetShellVarContext all
  !insertmacro RequireClosed
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\runtime"
  RMDir /r "$INSTDIR\licenser"
  RMDir /r "$INSTDIR\ny"
  RMDir /r "$INSTDIR\gammal"
  Delete "$INSTDIR\kvalitet.cdx.json"
  Delete "$INSTDIR\${APP}.exe"
  Delete "$INSTDIR\kvalitet-kommando.exe"
  Delete "$INSTDIR\Avinstallera.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${APP}.lnk"
  DeleteRegKey HKLM "${UNKEY}"
  DeleteRegKey HKLM "Software\${APP}"
  RMDir "$APPDATA\${APP}"   ; only where IT has set nothing there
  SetShellVarContext current
  DetailPrint "Registret och kopiorna är kvar i $LOCALAPPDATA\${APP} hos var och en, eller där IT har lagt dem."
  MessageBox MB_ICONINFORMATION|MB_OK "${APP} är avinstallerat. Registret och dess säkerhetskopior är kvar i mappen $LOCALAPPDATA\${APP} hos var och en som har använt programmet, eller där IT har lagt dem." /SD IDOK
SectionEnd
