# Writes OUT, a C++ file with the text of each of FILES.
set(code "#include \"extract/language/language_files.h\"\n\nnamespace scc::extract {\nnamespace {\nconstexpr LanguageFile files[] = {\n")
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME)
  file(READ ${file} text)
  string(APPEND code "    {\"${name}\", R\"language(${text})language\"},\n")
endforeach()
string(APPEND code "};\n}  // namespace\n\nstd::span<const LanguageFile> language_files() {\n  return files;\n}\n\n}  // namespace scc::extract\n")
file(WRITE ${OUT} "${code}")
