/* Random bytes for what is written in Rust: wine 8 has no such library. For trials only, never shipped. */
extern __declspec(dllimport) unsigned char __stdcall SystemFunction036(void *, unsigned long);

__declspec(dllexport) int ProcessPrng(unsigned char *data, unsigned long long size) {
    return SystemFunction036(data, (unsigned long)size);
}
