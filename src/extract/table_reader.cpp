#include "extract/table_reader.h"

#include <algorithm>
#include <map>
#include <memory>

#include "base/text.h"
#include "extract/doubt.h"

namespace scc::extract {
namespace {

struct CellView {
  const Analysis* analysis = nullptr;
  TokenRange all;
  Clues clues;
  std::vector<RoleCandidate> roles;  ///< of the first role in it
  bool people = false;
  bool role = false;
  bool repeated = false;
  bool empty = true;
  [[nodiscard]] bool only_role() const { return role && !people; }
  [[nodiscard]] bool only_clues() const { return !role && !people && !clues.empty(); }
};

class Table {
 public:
  Table(const Grid& grid, std::string_view part, const Letter& letter, const Scope& scope)
      : grid_(grid), part_(part), letter_(letter), scope_(scope) {
    for (const auto& row : grid.rows) {
      std::vector<CellView> views;
      for (const GridCell& cell : row) views.push_back(view(cell, views_.empty()));
      views_.push_back(std::move(views));
    }
    column_roles_.resize(grid.columns());
    column_clues_.resize(grid.columns());
    find_role_columns();
  }

  std::vector<Claim> read() {
    for (std::size_t r = 0; r < views_.size(); ++r) read_row(r);
    return std::move(claims_);
  }

 private:
  CellView view(const GridCell& cell, bool first_row) {
    CellView view;
    view.repeated = cell.repeated;
    view.empty = trim(cell.text).empty();
    if (view.empty) return view;
    std::unique_ptr<Analysis>& kept = cell.struck.empty() ? analyses_[cell.text] : struck_.emplace_back();
    if (!kept) {
      kept = std::make_unique<Analysis>(analyse(cell.text, cell.struck, *letter_.finder, *letter_.cues, letter_.today));
    }
    view.analysis = kept.get();
    view.all = {0, kept->tokens.size()};
    view.clues = clues_in(*kept, view.all);
    for (const Item& item : kept->items) {
      // "Funktion" and "Telefon" head columns: nobody unknown is looked for in the first row.
      if (item.kind == MentionKind::person)
        view.people |= !first_row || !kept->mentions.people[item.index].candidates.empty();
      if (item.kind == MentionKind::role && !kept->mentions.roles[item.index].candidates.empty()) {
        if (!view.role) view.roles = kept->mentions.roles[item.index].candidates;
        view.role = true;
      }
    }
    view.people = view.people || !kept->struck.empty() || is_author(*kept);
    return view;
  }

  /// "me", alone in its cell
  [[nodiscard]] bool is_author(const Analysis& cell) const {
    const auto hits = cell.cues_in({0, cell.tokens.size()});
    return cell.tokens.size() == 1 && !scope_.setting.author.candidates.empty() &&
           std::any_of(hits.begin(), hits.end(), [](const CueHit& hit) { return hit.cue == Cue::self; });
  }

  /// Columns that hold roles and no names: "Position" of a crew sheet.
  void find_role_columns() {
    role_column_.assign(grid_.columns(), false);
    for (std::size_t c = 0; c < grid_.columns(); ++c) {
      std::size_t roles = 0;
      std::size_t people = 0;
      for (const auto& row : views_) {
        if (row[c].only_role()) ++roles;
        if (row[c].people) ++people;
      }
      role_column_[c] = roles >= 1 && people == 0 && (roles >= 2 || views_.size() <= 2);
    }
  }

  [[nodiscard]] bool is_role_header(const std::vector<CellView>& row) const {
    std::size_t roles = 0;
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (row[c].people) return false;
      if (row[c].only_role()) ++roles;
    }
    return roles >= 2 || (roles == 1 && &row == &views_.front() && heads_names(row));
  }

  /// "Charter | Captain": one role over a column of names, in a row that says nothing else.
  [[nodiscard]] bool heads_names(const std::vector<CellView>& row) const {
    if (std::any_of(row.begin(), row.end(),
                    [](const CellView& cell) { return cell.empty || (cell.only_clues() && cell.clues.strong()); }))
      return false;
    const auto role = std::find_if(row.begin(), row.end(), [](const CellView& cell) { return cell.only_role(); });
    const auto column = static_cast<std::size_t>(role - row.begin());
    bool people = false;
    for (std::size_t r = 1; r < views_.size(); ++r) {
      // Roles further down, "Position" beside "Name", say themselves who does what.
      if (std::any_of(views_[r].begin(), views_[r].end(), [](const CellView& cell) { return cell.role; })) return false;
      people |= views_[r][column].people;
    }
    return row.size() >= 2 && people;
  }

  void read_row(std::size_t r) {
    const std::vector<CellView>& row = views_[r];
    if (is_role_header(row)) {
      for (std::size_t c = 0; c < row.size(); ++c) {
        column_roles_[c] = row[c].only_role() ? row[c].roles : std::vector<RoleCandidate>{};
        column_clues_[c] = {};
      }
      names_seen_ = false;
      return;
    }
    const bool people = std::any_of(row.begin(), row.end(), [](const CellView& cell) { return cell.people; });
    if (people) {
      read_names(r);
      names_seen_ = true;
    } else {
      read_heading(row);
    }
  }

  /// A row without names: the title of the rows below, or the headers of the columns.
  void read_heading(const std::vector<CellView>& row) {
    std::size_t filled = 0;
    const CellView* only = nullptr;
    for (const CellView& cell : row) {
      if (cell.empty || cell.repeated) continue;
      ++filled;
      only = &cell;
    }
    if (filled == 1 && only->only_clues()) {
      title_ = only->clues;
      if (names_seen_) column_clues_.assign(row.size(), {});
      return;
    }
    const bool roles_down = std::find(role_column_.begin(), role_column_.end(), true) != role_column_.end();
    const bool roles_inside = !roles_down && !names_seen_;
    if (!roles_down && !roles_inside) return;
    if (std::any_of(row.begin(), row.end(), [](const CellView& cell) { return cell.role; })) return;
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (!row[c].only_clues()) continue;
      if (names_seen_) column_clues_[c] = {};
      column_clues_[c].add(row[c].clues);
    }
    names_seen_ = false;
  }

  void read_names(std::size_t r) {
    const std::vector<CellView>& row = views_[r];
    Clues own;
    const bool roles_beside =
        std::count_if(row.begin(), row.end(), [](const CellView& it) { return it.only_role(); }) > 1;
    for (const CellView& cell : row) {
      if (!cell.people && !cell.only_role()) own.add(cell.clues);
      if (roles_beside && cell.only_role() && own.turn == Clues::Turn::any) own.turn = turn_in(cell);
    }
    std::vector<RoleCandidate> beside;
    if (row.front().empty && grid_.columns() == 2) beside = beside_above_;  // goes on below
    for (std::size_t c = 0; c < row.size(); ++c) {
      const CellView& cell = row[c];
      const bool turn = roles_beside && turn_in(cell) != Clues::Turn::any;
      if (cell.only_role() && !names_lead(row) && !turn) beside = cell.roles;
      // A cell over two columns is one, unless each column is a charter of its own.
      const bool once_more = cell.repeated && c > 0 && row[c - 1].analysis == cell.analysis && column_clues_[c].empty();
      if (!cell.people || once_more) continue;
      std::vector<RoleCandidate> role = column_roles_[c];
      if (role.empty()) role = beside;
      if (role.empty() && c + 1 < row.size() && row[c + 1].only_role()) role = row[c + 1].roles;  // "Name | Role"
      if (role.empty()) role = only_role_of(row);
      if (role.empty()) role = scope_.setting.topic;
      read_cell(cell, grid_.rows[r][c].text, role, own, column_clues_[c]);
    }
    beside_above_ = std::move(beside);
  }

  /// "first", "2nd", alone in its cell: which trip of the day, where another cell says the role
  [[nodiscard]] static Clues::Turn turn_in(const CellView& cell) {
    if (cell.analysis == nullptr || cell.analysis->tokens.size() != 1) return Clues::Turn::any;
    return turn_of(cell.analysis->tokens[0].folded);
  }

  /// "Name | Day | Trip | Position": what the one cell says that holds nothing but a role.
  [[nodiscard]] static std::vector<RoleCandidate> only_role_of(const std::vector<CellView>& row) {
    const CellView* only = nullptr;
    for (const CellView& cell : row) {
      if (!cell.only_role()) continue;
      if (only != nullptr) return {};
      only = &cell;
    }
    return only == nullptr ? std::vector<RoleCandidate>{} : only->roles;
  }

  /// Whether the row's names stand before their roles.
  [[nodiscard]] static bool names_lead(const std::vector<CellView>& row) {
    for (const CellView& cell : row) {
      if (cell.people) return true;
      if (cell.only_role()) return false;
    }
    return false;
  }

  void read_cell(const CellView& cell, const std::string& text, const std::vector<RoleCandidate>& role,
                 const Clues& own, const Clues& column) {
    std::vector<const Clues*> levels{&own, &column, &title_};
    levels.insert(levels.end(), scope_.outer.begin(), scope_.outer.end());
    const Found where = letter_.search->find(levels, letter_.now);
    const std::string doubt = doubt_of(cell);
    const std::size_t before = claims_.size();
    if (cell.role || !scope_.setting.key.empty()) {
      Setting setting = scope_.setting;
      setting.listing = true;
      setting.topic = role;
      for (Claim& claim : read_clause(*cell.analysis, cell.all, setting).claims) claims_.push_back(std::move(claim));
    } else {
      for (const Item& item : cell.analysis->items) {
        if (item.kind == MentionKind::person) add(Act::put, cell, item, role);
      }
    }
    if (is_author(*cell.analysis)) {
      Claim claim;
      claim.who = scope_.setting.author;
      for (const RoleCandidate& candidate : role) claim.roles.push_back(candidate.role);
      claims_.push_back(std::move(claim));
    }
    for (const Item& item : cell.analysis->struck) add(Act::take_off, cell, item, role);
    for (std::size_t i = before; i < claims_.size(); ++i) {
      Claim& claim = claims_[i];
      claim.where = where;
      claim.evidence = {text, part_};
      claim.part_of_list = true;
      if (claim.doubt.empty()) claim.doubt = doubt;
    }
  }

  void add(Act act, const CellView& cell, const Item& item, const std::vector<RoleCandidate>& role) {
    const PersonMention& person = cell.analysis->mentions.people[item.index];
    Claim claim;
    claim.act = act;
    claim.who = {person.candidates, person.written};
    for (const RoleCandidate& candidate : role) claim.roles.push_back(candidate.role);
    claims_.push_back(std::move(claim));
  }

  [[nodiscard]] std::string doubt_of(const CellView& cell) const {
    if (!scope_.doubt.empty()) return scope_.doubt;
    const std::string doubt = doubt_in(*cell.analysis, cell.all);
    if (!doubt.empty()) return doubt;
    for (const Token& token : cell.analysis->tokens.all()) {
      if (token.folded == "?") return "a question mark stands beside it";
    }
    return {};
  }

  const Grid& grid_;
  std::string part_;
  const Letter& letter_;
  const Scope& scope_;
  std::map<std::string, std::unique_ptr<Analysis>> analyses_;
  std::vector<std::unique_ptr<Analysis>> struck_;
  std::vector<std::vector<CellView>> views_;
  std::vector<bool> role_column_;
  std::vector<std::vector<RoleCandidate>> column_roles_;
  std::vector<Clues> column_clues_;
  Clues title_;
  std::vector<RoleCandidate> beside_above_;  ///< the role that stood beside the names of the row above
  bool names_seen_ = false;
  std::vector<Claim> claims_;
};

}  // namespace

std::vector<Claim> read_table(const Grid& grid, std::string_view part, const Letter& letter, const Scope& scope) {
  return Table(grid, part, letter, scope).read();
}

}  // namespace scc::extract
