# Warnings, sanitizers and linker for our own targets; libraries are SYSTEM.
add_library(scc_options INTERFACE)
target_compile_options(scc_options INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor
  -Woverloaded-virtual -Wimplicit-fallthrough -fno-strict-aliasing)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 sees phantom restrict, overflow and maybe-uninitialized problems in std::string and std::variant at -O2 (GCC bugs 105651, 105329).
  target_compile_options(scc_options INTERFACE -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds -Wno-maybe-uninitialized)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # libstdc++ 12's own stable_sort uses what it declares deprecated.
  target_compile_options(scc_options INTERFACE -Wno-deprecated-declarations)
endif()
if(SCC_SANITIZE)
  target_compile_options(scc_options INTERFACE -fsanitize=${SCC_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(scc_options INTERFACE -fsanitize=${SCC_SANITIZE})
  if(SCC_SANITIZE MATCHES thread)
    target_compile_options(scc_options INTERFACE -Wno-tsan)  # Asio's fences; each is beside an atomic that TSan sees
  endif()
endif()
find_program(MOLD mold)
if(MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_link_options(scc_options INTERFACE -fuse-ld=mold)
endif()
find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
