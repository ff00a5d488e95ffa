package io.fanfare.house;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** What the house asks of the text of one Java file, read with the compiler's own parser. */
final class SourceRules extends TreePathScanner<Void, Void> {

  static final int FILE_LINES = 400;
  static final int METHOD_LINES = 40;
  static final int PARAMETERS = 5;
  static final int COLUMNS = 100;

  private static final String TEXT_BLOCK = "\"\"\"";
  private static final Pattern LEFT_OPEN = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
  private static final Pattern VAGUE =
      Pattern.compile(".*(Util|Utils|Helper|Manager|Impl)|(Abstract|Base)\\p{Lu}.*");

  /** The packages of what others program against. */
  private static final Pattern API =
      Pattern.compile(
          "io\\.fanfare\\.(settings|queues(\\.(model|consumer))?|topics(\\.(model|mobile))?)");

  /** What a sentence can have without saying more than a name. */
  private static final Pattern LITTLE = Pattern.compile("(?i)\\b(the|a|an|its|of)\\b|[^A-Z]");

  private final String file;
  private final CompilationUnitTree unit;
  private final Trees trees;
  private final List<String> findings = new ArrayList<>();

  private SourceRules(String file, CompilationUnitTree unit, Trees trees) {
    this.file = file;
    this.unit = unit;
    this.trees = trees;
  }

  /** What is wrong with {@code text}, the content of {@code file}; empty when nothing is. */
  static List<String> check(String file, String text) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask)
            compiler.getTask(null, null, problem -> {}, null, null, List.of(source(file, text)));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      SourceRules rules = new SourceRules(file, unit, Trees.instance(task));
      rules.readLines(text);
      rules.scan(unit, null);
      return rules.findings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Code is as wide as the formatter makes it; a text that is quoted may be read in one piece. */
  private void readLines(String source) {
    List<String> lines = source.lines().toList();
    if (lines.size() > FILE_LINES) {
      find(1, "has %d lines, more than %d".formatted(lines.size(), FILE_LINES));
    }
    boolean text = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.contains(TEXT_BLOCK)) {
        text = !text;
      }
      boolean quotes = text || line.contains("\"");
      if (line.length() > COLUMNS && !quotes && !line.startsWith("import ")) {
        find(i + 1, "is wider than %d columns".formatted(COLUMNS));
      }
      if (LEFT_OPEN.matcher(line).find()) {
        find(i + 1, "leaves something open");
      }
    }
  }

  @Override
  public Void visitClass(ClassTree type, Void none) {
    String name = type.getSimpleName().toString();
    if (VAGUE.matcher(name).matches()) {
      find(line(type), name + " does not say which");
    }
    boolean outermost = getCurrentPath().getParentPath().getLeaf() == unit;
    if (outermost && trees.getDocComment(getCurrentPath()) == null) {
      find(line(type), name + " has no first sentence that says what it is");
    }
    if (type.getKind() == Tree.Kind.RECORD && isApi() && isPublic(type.getModifiers())) {
      checkComponents(type);
    }
    return super.visitClass(type, null);
  }

  private void checkComponents(ClassTree type) {
    String comment = trees.getDocComment(getCurrentPath());
    for (Tree member : type.getMembers()) {
      if (member instanceof VariableTree component && !isStatic(component.getModifiers())) {
        String name = component.getName().toString();
        Matcher said =
            Pattern.compile("@param\\s+" + name + "\\s+([^\n]+)")
                .matcher(comment == null ? "" : comment);
        if (!said.find()) {
          find(line(component), name + " has no sentence that says what it is");
        } else if (LITTLE.matcher(said.group(1)).replaceAll("").equalsIgnoreCase(name)) {
          find(line(component), "the sentence of " + name + " repeats its name");
        }
      }
    }
  }

  /** What a user sets or is shown says in a sentence what it is, and in what range. */
  @Override
  public Void visitVariable(VariableTree variable, Void none) {
    boolean attribute =
        isApi()
            && isPublic(variable.getModifiers())
            && isStatic(variable.getModifiers())
            && String.valueOf(variable.getType()).startsWith("Attribute<");
    if (attribute) {
      String name = variable.getName().toString();
      String comment = trees.getDocComment(getCurrentPath());
      if (comment == null) {
        find(line(variable), name + " has no sentence that says what it is");
      } else if (LITTLE.matcher(comment).replaceAll("").equalsIgnoreCase(name.replace("_", ""))) {
        find(line(variable), "the sentence of " + name + " repeats its name");
      }
    }
    return super.visitVariable(variable, null);
  }

  private boolean isApi() {
    Tree named = unit.getPackageName();
    return named != null && API.matcher(named.toString()).matches();
  }

  private static boolean isPublic(ModifiersTree modifiers) {
    return modifiers.getFlags().contains(Modifier.PUBLIC);
  }

  private static boolean isStatic(ModifiersTree modifiers) {
    return modifiers.getFlags().contains(Modifier.STATIC);
  }

  @Override
  public Void visitMethod(MethodTree method, Void none) {
    String name = method.getName().toString();
    long lines = endLine(method) - line(method) + 1;
    if (lines > METHOD_LINES) {
      find(line(method), "%s has %d lines, more than %d".formatted(name, lines, METHOD_LINES));
    }
    boolean constructor = name.equals("<init>");
    boolean dictated =
        method.getModifiers().getAnnotations().stream()
            .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
    if (!dictated && isPromise() && trees.getDocComment(getCurrentPath()) == null) {
      find(line(method), name + " has no sentence that says what it promises");
    }
    if (method.getParameters().size() > PARAMETERS && !constructor && !dictated) {
      find(line(method), "%s has more than %d parameters".formatted(name, PARAMETERS));
    }
    return super.visitMethod(method, null);
  }

  /** Whether what is visited is a method of an interface that others program against. */
  private boolean isPromise() {
    return isApi()
        && getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type
        && type.getKind() == Tree.Kind.INTERFACE
        && isPublic(type.getModifiers());
  }

  @Override
  public Void visitAnnotation(AnnotationTree annotation, Void none) {
    if (annotation.getAnnotationType().toString().matches("(.*\\.)?Disabled")) {
      find(line(annotation), "is switched off");
    }
    return super.visitAnnotation(annotation, null);
  }

  /** A test that fakes a type says in that type's own words what it answers. */
  @Override
  public Void visitMemberSelect(MemberSelectTree select, Void none) {
    if (select.toString().equals("java.lang.reflect.Proxy")) {
      find(line(select), "fakes by reflection");
    }
    return super.visitMemberSelect(select, null);
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
    String called = call.getMethodSelect().toString();
    if (called.matches("(.*\\.)?(Thread|TimeUnit\\.[A-Z]+|SECONDS|MILLISECONDS)\\.sleep")) {
      find(line(call), "sleeps");
    }
    return super.visitMethodInvocation(call, null);
  }

  private void find(long line, String sentence) {
    findings.add("%s:%d %s".formatted(file, line, sentence));
  }

  private long line(Tree tree) {
    return unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, tree));
  }

  private long endLine(Tree tree) {
    return unit.getLineMap().getLineNumber(trees.getSourcePositions().getEndPosition(unit, tree));
  }

  private static JavaFileObject source(String file, String text) {
    URI uri = URI.create("string:///" + file);
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
