/* Functions that must not compile: no bounds, hidden state, or the locale. */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#pragma GCC poison strcpy strcat sprintf vsprintf gets strtok asctime ctime
#pragma GCC poison localtime gmtime rand random setlocale atoi atof alloca

#endif
