"""What a cell of our tables can be asked for."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
MarkRole, QuietRole, IdRole = Role.UserRole + 1, Role.UserRole + 2, Role.UserRole + 3
