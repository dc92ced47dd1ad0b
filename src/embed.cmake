# Write data files as a C source that defines cdt_embedded_files (base/embedded.h).
#   cmake -D OUT=embedded_files.c -D TOP=project-folder -D FILES=src/schemas/a.yaml,checklists/b.yaml -P embed.cmake
# Bytes, not string literals: C promises only 4095 characters of those.
string(REPLACE "," ";" files "${FILES}")
set(arrays "")
set(rows "")
set(count 0)

# The names as the table shows them, sorted by those.
list(TRANSFORM files REPLACE "^src/" "")
list(SORT files COMPARE STRING)
foreach(name IN LISTS files)
  set(path "${TOP}/${name}")
  if(NOT EXISTS "${path}")
    set(path "${TOP}/src/${name}")
  endif()
  file(READ "${path}" bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}00")
  string(REPEAT "0x..," 20 row)
  string(REGEX REPLACE "(${row})" "\\1\n" bytes "${bytes}")
  string(APPEND arrays "static const unsigned char file_${count}[] = {\n${bytes}\n};\n\n")
  string(APPEND rows "    {\"${name}\", (const char *)file_${count}, sizeof file_${count} - 1},\n")
  math(EXPR count "${count} + 1")
endforeach()

file(WRITE "${OUT}" "/* Made from the data files by src/embed.cmake. */
#include \"base/embedded.h\"

${arrays}const cdt_embedded cdt_embedded_files[] = {
${rows}    {NULL, NULL, 0},
};
const size_t cdt_embedded_count = ${count};
")
